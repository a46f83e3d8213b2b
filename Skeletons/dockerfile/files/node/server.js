// A small server that says it is well, until your program takes its place.
"use strict";

const http = require("node:http");

const server = http.createServer((_, response) => {
  response.setHeader("Content-Type", "text/plain");
  response.end("ok\n");
});

server.listen(Number(process.env.PORT ?? <% port %>));
// The first process of a container is not ended by a signal that it does not handle.
process.on("SIGTERM", () => server.close(() => process.exit(0)));
