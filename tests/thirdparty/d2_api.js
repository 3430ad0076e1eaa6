// The npm package @eyeseetea/d2-api in a process of its own: it is told what to do on its standard input and prints what
// it was answered. It is under the GPL, so nothing of ours is linked with it.

const { D2Api } = require(require.resolve("@eyeseetea/d2-api/2.41", { paths: [process.env.D2_API_FROM] }));

async function main({ base, auth, element, halves, unit, period, indicator, years }) {
  const api = new D2Api({ baseUrl: base, auth, backend: "fetch", agent: { dispatch: undefined } });
  const answers = {};
  answers.version = await api.getVersion();
  answers.elements = (await api.get("/dataElements", { fields: "id,name", paging: false }).getData()).dataElements;
  answers.metadata = await api.models.dataSets.get({ fields: { id: true, name: true, periodType: true }, paging: false }).getData();
  const values = halves.map(([dataElement, value]) => ({ dataElement, orgUnit: unit, period, value }));
  answers.pushed = await api.dataValues.postSet({ importStrategy: "CREATE_AND_UPDATE" }, { dataValues: values }).getData();
  answers.pulled = await api.dataValues.getSet({ dataSet: [], dataElement: [element], orgUnit: [unit], period: [period] }).getData();
  answers.analytics = await api.analytics
    .get({ dimension: [`dx:${indicator}`, `pe:${years.join(";")}`], filter: [], includeNumDen: true })
    .getData();
  return answers;
}

let told = "";
process.stdin.on("data", (text) => (told += text));
process.stdin.on("end", () =>
  main(JSON.parse(told)).then(
    (answers) => console.log(JSON.stringify(answers)),
    (error) => {
      console.error(error, error.response?.data);
      process.exit(1);
    },
  ),
);
console.warn = console.debug = () => {};
