// QR codes in pictures and before the camera.

const SIDES = [1600, 900, 2600];
const LOOK_EVERY_MS = 150;

/** The text of the QR code in an image file, or null. Large photos are looked at in several sizes. */
async function textOfImage(file) {
  let picture;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return null;
  }
  for (const side of SIDES) {
    const found = await textOfPicture(picture, picture.width, picture.height, side, 1500);
    if (found) return found;
  }
  return null;
}

/** Read the QR code in anything that a canvas can draw: with the browser's own reader, else with ours. */
async function textOfPicture(picture, width, height, side, limit) {
  const scale = Math.min(1, side / Math.max(width, height));
  const canvas = Object.assign(document.createElement("canvas"), {
    width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)),
  });
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  drawing.fillStyle = "#fff";
  drawing.fillRect(0, 0, canvas.width, canvas.height);
  drawing.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const found = await ownReader()?.detect(canvas).catch(() => []) ?? [];
  if (found.length) return found[0].rawValue;
  try {
    return qr.decodeQR(drawing.getImageData(0, 0, canvas.width, canvas.height), { effort: 12, timeLimit: limit });
  } catch {
    return null;
  }
}

function ownReader() {
  return "BarcodeDetector" in globalThis ? new BarcodeDetector({ formats: ["qr_code"] }) : null;
}

/** Watch through the camera until a QR code is read (act(text)) or the signal ends. Throws when there is no camera. */
async function watch(video, act, signal) {
  if (!navigator.mediaDevices?.getUserMedia) throw new DOMException("", "NotFoundError");
  const wanted = { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } };
  const stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
  const end = () => stream.getTracks().forEach((track) => track.stop());
  signal.addEventListener("abort", end);
  if (signal.aborted) return end();
  video.srcObject = stream;
  await video.play();
  while (!signal.aborted) {
    const found = video.videoWidth && await textOfPicture(video, video.videoWidth, video.videoHeight, 1280, 120);
    if (found && !signal.aborted) return act(found);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
