// Pairs of Vietnamese names in the order of ICU `vi`, one a line: a TAB b TAB sign of a − b.
//   node sort_pairs.mjs COUNT SEED < names.txt
// `names.txt`: one name a line (places); names of persons are made up here from their parts.
// sort_pairs.tsv is COUNT 4000, SEED 20261122, over the distinct names, old and new, of the
// packages that chungtay/places/data names as its sources.
import { readFileSync } from "node:fs";

const [count, seed] = process.argv.slice(2).map(Number);
if (!Intl.Collator.supportedLocalesOf("vi").length) process.exit(3);
const collator = new Intl.Collator("vi");
let state = seed >>> 0;
const random = (n) => {
  // mulberry32
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % n;
};
const pick = (list) => list[random(list.length)];

const places = readFileSync(0, "utf8").split("\n").filter((line) => line.trim());
const words = (text) => text.trim().split(/\s+/);
const surnames = words("Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đinh Đoàn Lương Mạc Âu Ân Ông Ưng Y H'Hen Siu Rơ Ksor");
const middles = words("Văn Thị Hữu Đức Ngọc Thanh Thành Quang Quảng Minh Mình Xuân Ánh Anh Đình Hoà Hòa Như Nhữ Thế Thể Bá Bà");
const givens = words("An Ân Ẩn Ấn Anh Ánh Ảnh Ba Bá Bả Bình Bính Châu Chấu Dũng Dung Đúng Đông Đồng Động Hà Hạ Hoa Hòa Hoà Hoá Hóa Huệ Hương Hường Khải Lan Lân Long Lộc Lợi Mai Mận Mẫn My Mỹ Nam Năm Nga Ngà Oanh Phúc Phước Quý Quỳ Sơn Son Sớn Tâm Tám Thuý Thúy Thùy Tú Tư Từ Tự Uyên Ước Vân Văn Vy Xuyến Yên Yến Ý");
const vowels = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵdđfjwzDĐ";
const signs = [" ", "-", "–", "'", "’", ".", ",", "(", "/", "1", "2", "10", "\u00a0", "…", "²"];

const person = () => `${pick(surnames)} ${pick(middles)} ${pick(givens)}`;
const disturbed = (text) => {
  const at = random(text.length);
  const [before, after] = [text.slice(0, at), text.slice(at + 1)];
  switch (random(7)) {
    case 0: return text.toUpperCase();
    case 1: return text.toLowerCase();
    case 2: return text.normalize("NFD");
    case 3: return before + pick([...vowels]) + after;
    case 4: return before + pick([...vowels]).toUpperCase() + after;
    case 5: return before + pick(signs) + after;
    default: return before + pick(signs) + text.slice(at);
  }
};
const name = () => (places.length && random(2) ? pick(places) : person());

const lines = [];
for (let i = 0; i < count; i++) {
  const a = name();
  let b = i % 3 ? disturbed(a) : name();
  if (i % 3 === 2) b = disturbed(b);
  lines.push(`${a}\t${b}\t${Math.sign(collator.compare(a, b))}`);
}
process.stdout.write(lines.join("\n") + "\n");
