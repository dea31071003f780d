// Loaded into every Node that a command starts: notes which program runs on which version.
require("node:fs").appendFileSync(process.env.RECORDED_NODES, `${process.version} ${process.argv[1]}\n`);
