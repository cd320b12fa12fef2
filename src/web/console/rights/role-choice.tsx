import { type Role, roles } from '../../../console/roles.ts';
import { roleNames } from '../strings.ts';

interface RoleChoiceProps {
  readonly label: string;
  /** For a label that can be seen. */
  readonly id?: string;
  readonly role: Role;
  readonly onChange: (role: Role) => void;
}

export function RoleChoice({ label, id, role, onChange }: RoleChoiceProps) {
  return (
    <select
      id={id}
      aria-label={label}
      value={role}
      onChange={event => {
        const chosen = roles.find(one => one === event.currentTarget.value);
        if (chosen) onChange(chosen);
      }}
    >
      {roles.map(one => (
        <option key={one} value={one}>
          {roleNames[one]}
        </option>
      ))}
    </select>
  );
}
