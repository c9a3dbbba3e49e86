// The sentences stand in the page, in its language: `<template data-words><p data-word="saved">…`.

export function wordsOf(root) {
  const kept = new Map();
  for (const one of root.querySelector("template[data-words]").content.querySelectorAll("[data-word]")) {
    kept.set(one.dataset.word, one.innerHTML.trim());
  }
  const language = document.documentElement.lang;
  const number = new Intl.NumberFormat(language);
  const list = new Intl.ListFormat(language, { type: "conjunction" });
  const text = (name, facts = {}) => {
    const words = (kept.get(name) ?? name).replaceAll("&amp;", "&");
    return words.replace(/\{(\w+)\}/g, (_, key) => (typeof facts[key] === "number" ? number.format(facts[key]) : facts[key]));
  };
  return {
    text,
    /** One of a pair: `name-one` or `name-many`, with {n} in it. */
    many: (name, n, facts = {}) => text(`${name}-${n === 1 ? "one" : "many"}`, { n, ...facts }),
    list: (names) => list.format(names),
  };
}
