import { type VNode } from "preact";
import { NUMBER_TYPES } from "../../domain/number-type";
import { REGIONS } from "../../domain/region";
import { type StockView } from "../live/live-view";

/** Numbers that may still be granted, by region and type. */
export function Pool({ pool }: { readonly pool: readonly StockView[] }): VNode {
  const regions = [...new Set(pool.map(({ region }) => region))];
  return (
    <section class="card" aria-labelledby="pool-title">
      <h2 id="pool-title">Pool</h2>
      <p class="hint">Free numbers. One that was granted never comes back.</p>
      <table class="pool">
        <thead>
          <tr>
            <th scope="col">Region</th>
            {NUMBER_TYPES.map((type) => (
              <th scope="col" key={type}>
                {type}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {regions.map((region) => (
            <tr key={region}>
              <th scope="row">
                <abbr title={REGIONS[region]}>{region}</abbr>
              </th>
              {NUMBER_TYPES.map((type) => (
                <Level key={type} stock={pool.find((one) => one.region === region && one.type === type)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Level({ stock }: { readonly stock: StockView | undefined }): VNode {
  if (stock === undefined) return <td />;
  const taken = stock.size - stock.free;
  return (
    <td>
      <span class="level">{stock.free.toLocaleString("en")}</span>
      {taken > 0 ? <span class="badge">{taken.toLocaleString("en")} gone</span> : null}
    </td>
  );
}
