// What has been written and is not acknowledged yet, kept on the device: it survives a closed tab.
// One entry for each person, text and tab; only the same person gets it back.

const DATABASE = "samverka-writing";
const STORE = "unsent";

function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function opened() {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return answered(request).then((database) => {
    database.onversionchange = () => database.close(); // somebody signs out
    return database;
  });
}

export class Kept {
  constructor(person, text, tab) {
    this.whose = `${person}/${text}/`;
    this.key = `${this.whose}${tab}`;
    this.isSafe = true; // as far as we know, what was last put is on the device
    this.database = Promise.resolve().then(opened).catch(() => null);
    this.wanted = undefined;
    this.working = null;
  }

  /** Keep these bytes in the place of those before; null for nothing. Resolves when it is done. */
  put(bytes) {
    this.wanted = bytes;
    this.working ??= this.work().finally(() => (this.working = null));
    return this.working;
  }

  async work() {
    while (this.wanted !== undefined) {
      const bytes = this.wanted;
      this.wanted = undefined;
      try {
        const store = await this.store("readwrite");
        await answered(bytes ? store.put(bytes, this.key) : store.delete(this.key));
        this.isSafe = true;
      } catch {
        this.isSafe = !bytes;
      }
    }
  }

  /** What earlier or other tabs of the same person left unsent: key and bytes. */
  async others() {
    try {
      const store = await this.store("readonly");
      const range = IDBKeyRange.bound(this.whose, `${this.whose}\uffff`);
      const [keys, values] = await Promise.all([answered(store.getAllKeys(range)), answered(store.getAll(range))]);
      return keys.map((key, place) => ({ key, bytes: values[place] })).filter(({ key }) => key !== this.key);
    } catch {
      return [];
    }
  }

  async drop(keys) {
    try {
      const store = await this.store("readwrite");
      await Promise.all(keys.map((key) => answered(store.delete(key))));
    } catch {
      // They are sent once more some other time, and change nothing then.
    }
  }

  async store(mode) {
    const database = await this.database;
    if (!database) throw new Error("This device keeps nothing.");
    return database.transaction(STORE, mode).objectStore(STORE);
  }
}
