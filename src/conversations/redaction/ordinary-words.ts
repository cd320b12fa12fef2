/**
 * What people say of a password, so that it stays readable: "password saya salah terus". The words come from the phrases
 * in intents/*.yml; one that is missing here costs a word in a transcript, never a secret. Lower case, last letter once.
 */
const ordinaryWords = words(
  // joining, asking, pointing
  `yang yg itu ini tersebut tsb dan atau dengan dgn untuk utk buat dari dr pada di ke kepada karena krn soalnya soale sebab
   gara padahal pdhl kalau kalo klo kl kalu waktu saat pas ketika setelah abis habis sblm sebelum sejak sampai sampe sambil
   lewat lwt via melalui agar supaya biar walau meski meskipun jika bila tapi tp tetapi namun terus trs trus lalu trus maka
   jadi apa apaan apakah kapan dimana mana kemana siapa kenapa knp kok gimana gmn bagaimana berapa piye kumaha naon opo
   seperti kayak kaya kyk macam begitu begini gitu gini gt dll dsb misal contoh alias yaitu adalah bahwa sebagai oleh tanpa`,
  // people
  `saya sy aku gue gua gw ane kami kita kamu anda kalian dia ia mereka beliau orang org bapak ibu ayah mama papa istri
   suami anak kakak kak adik adek abang bang mas mbak min admin teman temen saudara keluarga tetangga petugas kantor cabang hrd cs kemnaker`,
  // not, yes, how much, when
  `tidak tdk tak gak ga gk g nggak ngga enggak engga kagak kaga ndak ora teu bukan bkn belum blm jangan jgn tanpa ya iya y yes
   sudah sdh udah udh uda dah telah lagi lg masih msh tetap tetep ttp selalu slalu sering kadang pernah mulu melulu terus
   sekali skali berkali berulang kali bolak balik dua tiga satu kedua beberapa banyak semua smua sedikit cuma cuman hanya doang saja aja aj juga
   jg pun sangat banget bgt amat terlalu agak cukup lebih kurang paling hampir mungkin pasti tentu sepertinya kayaknya entah
   sekarang skrg skrang tadi kemarin kemaren barusan dulu lama baru besok nanti ntar kini hari jam menit bulan tahun minggu
   langsung tiba mendadak malah mlh memang emang mending mendingan jelas ternyata akhirnya katanya mah sih dong donk deh kan nih tuh lah loh
   lho dah nah euy atuh yah hehe huhu haha tolong mohon please plis minta coba nyoba dicoba bantu makasih maaf halo kira`,
  // what goes wrong with it
  `salah keliru slh error eror gagal invalid incorrect wrong ditolak tolak ketolak nolak diterima terima lupa lp lali poho
   kelupaan terlupa lupakan hilang ilang raib hapus terhapus kehapus rusak kelamaan bermasalah masalah kendala kadaluarsa kedaluwarsa
   kadaluwarsa expired hangus mati nonaktif blokir diblokir terblokir keblokir ngeblok kunci terkunci dikunci kekunci gembok
   digembok macet mandek nyangkut loading lemot muter mental ngeblank blank buntu bocor bobol kebobolan dihack dibajak hack
   dicuri dipakai tertukar ketuker kebalik tertinggal ketinggalan beda berbeda berubah kosong kepotong typo ribet susah sulit pusing
   bingung capek kesel aneh parah jelek lemah gampang mudah aman rahasia penting kuat bagus pribadi panjang pendek besar kecil
   sama sm sesuai cocok valid benar bener betul bnr leres tepat pas sukses berhasil bisa bs gabisa gakbisa dapat dapet
   mantap yakin hafal hapal ingat inget eling ngerti paham tau tahu gatau dikenal dikenali ditemukan ketemu terdaftar
   didaftarkan tersimpan kesimpen simpan disimpan nyimpen catat dicatat nyatet tercatat tertulis`,
  // what one does with it
  `lupain ganti diganti ngganti mengganti ubah diubah rubah dirubah mengubah reset direset ngereset riset atur diatur setel
   buat dibuat bikin dibikin dibuatkan ulang diulang mengulang ketik diketik ngetik mengetik tulis ditulis isi diisi ngisi
   mengisi input masuk masukin masukkan masukan dimasukin dimasukkan pakai pake dipake dipakai kepake gunakan digunakan
   menggunakan kirim dikirim ngirim terkirim minta diminta lihat liat dilihat keliatan kelihatan cek dicek periksa klik
   diklik pencet dipencet tekan ditekan pilih buka dibuka kebuka tutup muncul keluar ada punya adanya harus hrs perlu wajib
   butuh mau mo pengen pengin ingin boleh suruh disuruh dibilang bilang dikira dianggap dibaca kebaca terbaca dinyatakan terdiri diketahui diingat
   dibantu bantuin dikasih kasih ngasih nunggu tunggu dihapus dilakukan disamakan samakan tinggal selesai teratasi mulai
   login log masuknya daftar login/daftar minimal maksimal wajib berakhir otomatis sendiri manual biasa asli lain satunya`,
  // things
  `akun account jmo aplikasi apl app bpjs bpjstk jamsostek bpjamsostek bsu siapkerja email e-mail imel gmail yahoo surel
   nomor no nomer nmr hp handphone ponsel telepon laptop komputer wa whatsapp facebook instagram google sms pesan kode otp
   pin verifikasi username user id data nama alamat tanggal lahir ktp ektp e-ktp nik kk npwp kpj kartu peserta huruf angka
   case karakter simbol tanda digit kapital spasi link tautan halaman layar menu tombol kolom kotak status server sistem sinyal
   wifi internet browser chrome pilihan langkah cara pengganti solusi sandi password recovery pasword pass pw pwd paspor kata kunci
   dompet buku kertas otak kepala ingatan gabungan kombinasi nomerku nomorku emailku hpku surelku`,
  // English
  `a an the is are was be been being i it my your not no or and but if then than to of on in at for from with by as so
   still just always again already also only definitely exactly right correct incorrect wrong forgot forgotten forget lost
   does do did did't doesn't didn't isn't won't can't cannot can could should would will has have had what how why when
   where which that this keeps keep says said say please help me change changed reset expired invalid rejected accepted
   locked blocked working work works using use used same different several stopped failed fails missing saved new old`,
);

const ordinaryShapes = [
  /^(?:coba|baik|benar|bener|lama|masing|kadang|tiba|sama|terus|berkali|cepat|cepet|salah|masuk|login|mati|ulang|makasih|tolong|mudah|moga|gara|orang|hal|bolak|pelan|jelas|temen|teman)2(?:an|nya|kan)?$/,
  /^\d{1,4}(?:x|kali|hari|hr|minggu|mgg|bulan|bln|tahun|thn|th|jam|menit|mnt|detik|an|g|gb|mb|rb|ribu|jt|juta|digit|angka|karakter|huruf)$/,
  /^(?:jam|pukul|hp|versi|ver|v|tgl|tanggal|ke|step|langkah|rp|covid)-?\d{1,6}(?:[.,]\d{1,3})*$/,
  // "iPhone14" is a phone, "Samsung2024" is how a password is made of one
  /^(?:android|ios|iphone|redmi|note|oppo|vivo|galaxy|samsung|windows|win)-?\d{1,2}(?:[.,]\d{1,3})*$/,
  /^(?:whatsapp|playstore|iphone|youtube|facebook|appstore|tiktok|linkedin|powerpoint|javascript)$/,
  /^jmo-[0-9a-z]{4}-[0-9a-z]{4}$/,
  // "masalahnya", "didaftarkan", "dikirimin"; no names, and hardly a password
  /^\p{L}{3,}(?:nya|\p{L}kan)$/u,
  /^di\p{L}{3,}(?:in|keun)$/u,
  // codes of errors, "E500"
  /^e(?:rr(?:or)?)?-?\d{3,4}$/,
];

/** A word of everyday speech, no secret. */
export function isOrdinary(token: string): boolean {
  const plain = token.toLowerCase().replace(/[^\p{L}\d]+$/u, '');
  const once = plain.replace(/(\p{L})\1+$/u, '$1');
  return (
    ordinaryWords.has(plain) || ordinaryWords.has(once) || ordinaryShapes.some(shape => shape.test(plain))
  );
}

/** A digit for "twice the word": "muter2", "bertahun2", "ujung2nya". Next to the word "password" it may be one. */
export function isReduplicated(token: string): boolean {
  return /^\p{L}\p{Ll}{2,}2(?:an|nya|in|kan|i)?[^\p{L}\d]*$/u.test(token);
}

function words(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.flatMap(list => list.trim().split(/\s+/)));
}
