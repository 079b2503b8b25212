// The shop's own letters, all of them or none: on a slow first visit some would come in time and others not, and two
// typefaces would stand in one line. The page is shown once they are there, a fifth of a second later at most; without
// them it keeps the letters of the reader's system, and nothing moves. Loaded is not yet laid out: that is what `ready` tells.
if (document.fonts) {
  const { classList } = document.documentElement;
  const faces = ['400 1em "Be Vietnam Pro"', '600 1em "Be Vietnam Pro"', '600 1em Fraunces'];
  const all = Promise.all(faces.map((face) => document.fonts.load(face, 'aạ'))).then(() => document.fonts.ready).then(() => true, () => false);
  const late = new Promise((done) => { setTimeout(done, 200, false); });
  classList.add('undecided');
  Promise.race([all, late]).then((here) => {
    classList.toggle('plain', !here);
    classList.remove('undecided');
  });
}
