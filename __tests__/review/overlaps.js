/* global document */
(() => {
  const found = [];
  for (const picture of document.querySelectorAll('svg.picture')) {
    const frame = picture.getBoundingClientRect();
    if (frame.width === 0) continue;
    const texts = [...picture.querySelectorAll('text')].map((text) => ({
      words: text.textContent,
      box: text.getBoundingClientRect(),
      holder: text.parentElement.querySelector('rect').getBoundingClientRect(),
    }));
    for (const [index, { words, box, holder }] of texts.entries()) {
      const isWithin = (outer) =>
        box.left >= outer.left && box.right <= outer.right && box.top >= outer.top && box.bottom <= outer.bottom;
      if (!isWithin(frame) || !isWithin(holder)) found.push(`${words} leaves its box`);
      for (const other of texts.slice(index + 1)) {
        const isApart =
          box.right <= other.box.left ||
          other.box.right <= box.left ||
          // Lines of one label share the room between them.
          box.bottom <= other.box.top + 2 ||
          other.box.bottom <= box.top + 2;
        if (!isApart) found.push(`${words} lies on ${other.words}`);
      }
    }
  }
  return found;
})();
