#pragma once

namespace aka {

/// How every page looks: on screens from 390 px up, light and dark, and on A4. Colours keep a contrast of 4.5
/// for text and 3 for what is drawn (WCAG 2 AA) on both grounds; paper is always light.
constexpr const char* stylesheet = R"css(
:root{color-scheme:light dark;--ink:#1b2129;--soft:#515b67;--paper:#fff;--band:#f3f5f8;--line:#d3d9e0;
--s1:#2a62a4;--s2:#b0561c;--s3:#2f7a4a;--s4:#7b4d9b;--s1-pale:#d5e2f1}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e7ebf0;--soft:#a9b3bf;--paper:#14181e;--band:#1d232b;
--line:#3a434e;--s1:#7fb0e6;--s2:#eda06d;--s3:#7fcb99;--s4:#c7a4e6;--s1-pale:#25384e}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:break-word}
main{max-width:74rem;margin:0 auto;padding:2rem 1rem 3rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .5rem}
h2{font-size:1.15rem;line-height:1.3;margin:0 0 .75rem}
p{margin:0 0 .5rem}
header p,.notes{color:var(--soft)}
header{margin-bottom:2rem}header p{max-width:60rem;margin:0}
footer.notes{margin-top:2.5rem}.notes{font-size:.85rem;max-width:60rem;margin-top:.75rem}.notes p{margin:0 0 .25rem}

.cards{list-style:none;margin:0 0 1.5rem;padding:0;display:grid;gap:.75rem;
grid-template-columns:repeat(auto-fill,minmax(min(100%,9.5rem),1fr))}
.cards li{background:var(--band);border-left:4px solid var(--s1);padding:.6rem .8rem;border-radius:0 4px 4px 0}
.cards span{display:block}.cards .name{font-size:.85rem;line-height:1.3}
.cards strong{display:block;font-size:1.7rem;line-height:1.3;font-weight:600;font-variant-numeric:tabular-nums}
.cards .rest{font-size:.8rem;line-height:1.4;color:var(--soft)}

.sections{display:grid;grid-template-columns:minmax(0,1fr);gap:2.5rem 3rem}.sections+.sections{margin-top:2.5rem}
.beside{display:grid;grid-template-columns:minmax(0,1fr);gap:1rem 3rem;align-items:start}
.above{display:grid;grid-template-columns:minmax(0,1fr);gap:1rem}
@media (min-width:60rem){.cards{grid-template-columns:repeat(4,1fr)}.sections{grid-template-columns:repeat(2,minmax(0,1fr))}.wide{grid-column:1/-1}
.beside{grid-template-columns:minmax(0,27rem) minmax(0,1fr)}}

.scroll{overflow-x:auto;position:relative}
table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
th,td{padding:.3rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
th:first-child,td:first-child{padding-left:.2rem}th:last-child,td:last-child{padding-right:.2rem}
thead th{color:var(--soft);font-weight:600;vertical-align:bottom;border-bottom:2px solid var(--line)}
tbody th{font-weight:400;min-width:8rem}tbody .sum>*{font-weight:600}tbody tr:hover>*{background:var(--band)}
@media (max-width:30rem){table{font-size:.85rem}th,td{padding:.3rem .4rem}tbody th{min-width:6.5rem}}
.n{text-align:right;white-space:nowrap}thead .n{white-space:normal}
.d{white-space:nowrap}
td.lines{white-space:pre-line}
.record{width:auto}.record th{color:var(--soft);width:14rem}
a:focus,[tabindex]:focus-visible{outline:2px solid var(--s1);outline-offset:2px}

figure{margin:0}figcaption{font-size:.85rem;color:var(--soft);margin-bottom:.25rem}
svg{display:block;width:100%;max-width:27rem;height:auto;overflow:visible}
svg text{fill:var(--ink);font-size:12px;font-family:inherit;font-variant-numeric:tabular-nums}
svg .soft{fill:var(--soft);font-size:11px}
svg .axis{stroke:var(--soft);stroke-width:1}svg .rule{stroke:var(--line);stroke-width:1}
svg .pale{fill:var(--s1-pale)}
svg .f1{fill:var(--s1)}svg .f2{fill:var(--s2)}svg .f3{fill:var(--s3)}svg .f4{fill:var(--s4)}
svg .l1,svg .l2,svg .l3,svg .l4{fill:none;stroke-width:2;stroke-linejoin:round}
svg .l1{stroke:var(--s1)}svg .l2{stroke:var(--s2);stroke-dasharray:7 3}
svg .l3{stroke:var(--s3);stroke-dasharray:2 3}svg .l4{stroke:var(--s4);stroke-dasharray:9 3 2 3}

article{max-width:42rem;margin:0 auto}article h2{margin:1.5rem 0 .5rem}
dl{display:grid;grid-template-columns:minmax(6rem,max-content) minmax(0,1fr);gap:.2rem 1rem;margin:0 0 1rem}
dt{font-weight:600}dd{margin:0}
li{margin-bottom:.25rem}code{font-size:.8em;overflow-wrap:anywhere}
article+article{border-top:2px solid var(--line);margin-top:2rem;padding-top:2rem;break-before:page}

@page{size:A4;margin:12mm 13mm}
@media print{
html{font-size:8.5pt}
body{line-height:1.3}main{max-width:none;padding:0}article{max-width:none;font-size:11pt}
h1{font-size:13.5pt}h2{font-size:10.5pt;margin-bottom:.3rem;break-after:avoid}
header{margin-bottom:.8rem}
.sections{display:block}.sections+.sections{margin-top:1rem}
section{break-inside:avoid;margin-bottom:1rem}section.long{break-inside:auto}
.scroll{overflow:visible}
table{font-size:7.5pt}th,td{padding:.12rem .3rem}
tr,figure,.cards li{break-inside:avoid}thead{display:table-header-group}
.notes{font-size:7pt;margin-top:.3rem;max-width:none}footer.notes{margin-top:.8rem}.notes p{margin:0}
.cards{grid-template-columns:repeat(4,1fr);gap:.4rem;margin-bottom:.8rem}
.cards li{padding:.25rem .5rem}.cards strong{font-size:12pt}.cards .name{font-size:7.5pt}
.cards .rest{font-size:7pt;display:inline;white-space:nowrap}.rest+.rest::before{content:"\00b7\00a0"}
.cards li,svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.beside{grid-template-columns:78mm minmax(0,1fr);gap:0 8mm}
.columns{columns:2;column-gap:8mm}.columns .beside{display:block}.columns figure{margin-bottom:.4rem}
}
)css";

}  // namespace aka
