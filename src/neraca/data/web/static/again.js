// A page that waits for something asks again until it is there.
const SECONDS = 3;
setTimeout(() => location.reload(), SECONDS * 1000);
