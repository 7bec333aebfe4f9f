/* Reads codes with the camera: by the browser itself where it can, else by a decoder fetched on demand. */

const PAUSE = 180;
// The same code held before the camera is one gesture; another one may follow after a second.
const SAME_AGAIN = 4_000;
const NEXT = 1_000;

export class Scanner {
  #stream = null;
  #timer = 0;
  #last = { text: "", at: 0 };

  constructor({ video, binary, onCode, onProblem }) {
    this.video = video;
    this.binary = binary;
    this.onCode = onCode;
    this.onProblem = onProblem;
  }

  get isOpen() {
    return this.#stream !== null;
  }

  async open() {
    if (!navigator.mediaDevices?.getUserMedia) {
      this.onProblem("cameraNeedsHttps");
      return false;
    }
    try {
      const [detector, stream] = await Promise.all([
        detectorOf(this.binary),
        navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false }),
      ]);
      this.detector = detector;
      this.#stream = stream;
      this.video.srcObject = stream;
      await this.video.play();
      this.#look();
      return true;
    } catch (fault) {
      this.close();
      this.onProblem(problemOf(fault));
      return false;
    }
  }

  close() {
    clearTimeout(this.#timer);
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
    this.video.srcObject = null;
  }

  async #look() {
    try {
      const [found] = this.video.readyState >= 2 ? await this.detector.detect(this.video) : [];
      if (found && this.isOpen && isNew(found.rawValue, this.#last, Date.now())) {
        this.#last = { text: found.rawValue, at: Date.now() };
        this.onCode(found.rawValue);
      }
    } catch {
      // One frame that cannot be read is followed by another.
    }
    if (this.isOpen) this.#timer = setTimeout(() => this.#look(), PAUSE);
  }
}

export function isNew(text, last, now) {
  return now - last.at >= (text === last.text ? SAME_AGAIN : NEXT);
}

export function problemOf(fault) {
  if (fault.name === "NotAllowedError" || fault.name === "SecurityError") return "cameraRefused";
  return fault.name === "NotFoundError" || fault.name === "OverconstrainedError" ? "cameraMissing" : "cameraFailed";
}

async function detectorOf(binary) {
  const formats = ["qr_code"];
  if ("BarcodeDetector" in globalThis && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
    return new BarcodeDetector({ formats });
  }
  const library = await import("../../vendor/barcode-detector/ponyfill.js");
  // Left to itself, the library would fetch its binary from a site of someone else.
  library.prepareZXingModule({
    overrides: { locateFile: (path, folder) => (path.endsWith(".wasm") ? binary : folder + path) },
  });
  return new library.BarcodeDetector({ formats });
}
