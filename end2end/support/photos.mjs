// Photos to upload: real ones beside the checkout when they are there, else painted here.
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';

const beside = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'shared', 'photos');

/** CRC-32 of PNG chunks (ISO 3309); Node 18 has none of its own. */
function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** A PNG of hills under a sky, another one for every seed. */
export function png(seed, width = 640, height = 480) {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const hill = height * (0.5 + 0.14 * Math.sin(x / (40 + (seed % 37)) + seed) + 0.06 * Math.sin(x / 17 + seed * 3));
      const sky = [120 + (y * 100) / height, 160 + (y * 60) / height, 220];
      const grass = [60 + (seed % 60), 120 + 40 * Math.sin((x + y * seed) / 31), 50];
      const colour = y > hill ? grass : sky;
      colour.forEach((value, channel) => (rows[y * (width * 3 + 1) + 1 + x * 3 + channel] = value & 255));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

/** Paths of as many good photos. */
export function goodPhotos(count) {
  const real = existsSync(join(beside, 'gps')) ? readdirSync(join(beside, 'gps')).filter((name) => name.startsWith('DSCN')) : [];
  if (real.length >= count) return real.slice(0, count).map((name) => join(beside, 'gps', name));
  const folder = mkdtempSync(join(tmpdir(), 'birqadam-photos.'));
  return Array.from({ length: count }, (_, index) => {
    const path = join(folder, `photo-${index}.png`);
    writeFileSync(path, png(Date.now() + index * 7919));
    return path;
  });
}

/** Files that are no photos, each with a word on what it is. */
export function badFiles() {
  const folder = mkdtempSync(join(tmpdir(), 'birqadam-files.'));
  const write = (name, bytes) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  const whole = png(5);
  return {
    'a text named .jpg': write('text.jpg', 'not a photo at all'),
    'an empty file': write('empty.jpg', ''),
    'half a photo': write('half.png', whole.subarray(0, whole.length / 2)),
  };
}

/** A one-page PDF, enough to be taken for a document. */
export const document = {
  name: 'Устав.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n'),
};
