// A photograph from a phone is larger than what we take: it is made smaller before it is handed in.
// Without this file, or where the browser cannot, the file goes as it is and the server says what to do.

const SIDE = 2200; // points: a page is well readable
const QUALITY = 0.8;

const smaller = async (file) => {
  const picture = await createImageBitmap(file);
  const share = Math.min(1, SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * share);
  canvas.height = Math.round(picture.height * share);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "white"; // under what is transparent
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const made = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  return new File([made], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
};

for (const field of document.querySelectorAll("input[type=file][data-most]")) {
  field.addEventListener("change", async () => {
    const [file] = field.files;
    if (!file?.type.startsWith("image/") || file.size <= Number(field.dataset.most)) return;
    try {
      const held = new DataTransfer();
      held.items.add(await smaller(file));
      field.files = held.files;
    } catch {
      // Not a picture that this browser reads: the server says so.
    }
  });
}
