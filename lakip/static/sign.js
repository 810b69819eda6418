// A signature drawn with a finger or a mouse. Without this file a photo of the receipt does as well.
for (const box of document.querySelectorAll("[data-sign]")) {
  const pad = box.querySelector("canvas");
  const drawn = box.querySelector("input[name=drawn]");
  const pen = pad.getContext("2d");
  let last = null;
  box.hidden = false;
  const place = (event) => {
    const edge = pad.getBoundingClientRect();
    return [
      ((event.clientX - edge.left) * pad.width) / edge.width,
      ((event.clientY - edge.top) * pad.height) / edge.height,
    ];
  };
  const clear = () => {
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, pad.width, pad.height);
    drawn.value = "";
  };
  const stroke = (from, to) => {
    pen.lineWidth = 3;
    pen.lineCap = "round";
    pen.strokeStyle = "#10204a";
    pen.beginPath();
    pen.moveTo(...from);
    pen.lineTo(...to);
    pen.stroke();
  };
  pad.addEventListener("pointerdown", (event) => {
    pad.setPointerCapture(event.pointerId);
    last = place(event);
    stroke(last, last);
    event.preventDefault();
  });
  pad.addEventListener("pointermove", (event) => {
    if (!last) return;
    const here = place(event);
    stroke(last, here);
    last = here;
  });
  const lift = () => {
    if (!last) return;
    last = null;
    drawn.value = pad.toDataURL("image/png");
  };
  pad.addEventListener("pointerup", lift);
  pad.addEventListener("pointercancel", lift);
  // What was drawn before the form was refused is drawn again. Not from the address of the picture,
  // which the content security policy forbids, but from its bytes.
  const again = async (text) => {
    const letters = atob(text.slice(text.indexOf(",") + 1));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    pen.drawImage(picture, 0, 0, pad.width, pad.height);
    drawn.value = text;
  };
  box.querySelector("[data-sign-clear]").addEventListener("click", clear);
  const before = drawn.value;
  clear();
  if (before) again(before).catch(clear);
}
