/// How a page looks: one accent, red for what is wrong, room around everything; light and dark as the reader's system.
enum Style {
  static let text = colors + frame + cases + log + narrow

  private static let colors = """
    :root{--bg:#fbfbf9;--panel:#fff;--ink:#1d2126;--soft:#5b646e;--faint:#8b949e;--line:#e4e5e1;--tint:#f1f2ee;
    --accent:#2f6f8f;--accent-bg:#e3eff4;--bad:#b3372f;--bad-bg:#fbeae8;--warn:#96690b;--warn-bg:#fbf2dc;--good:#2e7a4b;
    --good-bg:#e5f3ea;--broker:#8a6bb8;--heat:47,111,143;
    --mono:ui-monospace,"SF Mono","Cascadia Mono","JetBrains Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;
    --sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Liberation Sans",Arial,sans-serif}
    @media (prefers-color-scheme:dark){:root{--bg:#14171a;--panel:#1a1e22;--ink:#e3e6e8;--soft:#a2abb3;--faint:#7d868f;
    --line:#2a3036;--tint:#20252a;--accent:#7cbad6;--accent-bg:#1d333e;--bad:#f08a80;--bad-bg:#3a2220;--warn:#e0b354;
    --warn-bg:#352b16;--good:#7fc89a;--good-bg:#1b3224;--broker:#b79fdc;--heat:124,186,214}}

    """

  private static let frame = """
    *{box-sizing:border-box}html{scroll-behavior:auto;scroll-padding-top:4.5rem}
    body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.55 var(--sans);-webkit-text-size-adjust:100%}
    a{color:var(--accent);text-decoration:none}a:hover{text-decoration:underline}
    :focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px}
    h1,h2,h3{font-weight:600;line-height:1.25;margin:0}h2{font-size:1.3rem}h3{font-size:1rem;margin:2rem 0 .6rem}
    small{font-weight:400;color:var(--faint);font-size:.82em}code,pre,.rows i{font-family:var(--mono);font-size:.86em}
    .dim{color:var(--soft);font-size:.87rem}.scroll{overflow-x:auto}
    table{border-collapse:collapse;font-size:.87rem}th{font-weight:500;text-align:left;color:var(--soft)}
    td,th{padding:.28rem .8rem .28rem 0;vertical-align:top}
    .top{display:flex;flex-wrap:wrap;align-items:baseline;gap:.3rem 1.4rem;padding:.9rem 1.6rem;border-bottom:1px solid var(--line);
    background:var(--panel);position:sticky;top:0;z-index:5}
    .top h1{font-size:1.05rem;letter-spacing:.01em}.top h1 b{color:var(--accent);font-weight:600}
    .top .n{font-variant-numeric:tabular-nums}.top .n b{font-weight:600}.top .bad{color:var(--bad)}.top .right{margin-left:auto;color:var(--faint);font-size:.85rem}
    .bar{display:flex;height:3px;position:absolute;left:0;right:0;bottom:-2px}.bar i{display:block}
    .bar .passed{background:var(--good)}.bar .failed{background:var(--bad);min-width:5px}.bar .xfailed,.bar .skipped{background:var(--warn)}
    .panes{display:grid;grid-template-columns:20rem minmax(0,1fr);min-height:calc(100vh - 3.4rem)}
    .single .panes{grid-template-columns:minmax(0,1fr)}
    nav{border-right:1px solid var(--line);position:sticky;top:3.4rem;height:calc(100vh - 3.4rem);display:flex;flex-direction:column;background:var(--panel)}
    nav .find{padding:.8rem 1rem .5rem}nav input{width:100%;font:inherit;font-size:.9rem;padding:.42rem .7rem;border:1px solid var(--line);
    border-radius:8px;background:var(--bg);color:inherit}
    .chips{display:flex;flex-wrap:wrap;gap:.35rem;margin-top:.5rem}.chips button{font:inherit;font-size:.78rem;border:1px solid var(--line);border-radius:99px;
    padding:.08rem .6rem;background:none;color:var(--soft);cursor:pointer}.chips [aria-pressed=true]{background:var(--accent-bg);border-color:transparent;color:var(--accent)}
    nav ol{list-style:none;margin:0;padding:0 .5rem 1rem;overflow:auto;flex:1}
    nav li a{display:flex;gap:.55rem;align-items:baseline;padding:.24rem .6rem;border-radius:7px;color:var(--ink);font-size:.86rem}
    nav li a:hover{background:var(--tint);text-decoration:none}nav li a[aria-current=true]{background:var(--accent-bg)}
    nav li a span{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}nav .none{padding:.6rem;color:var(--faint);font-size:.86rem}
    .dot{flex:none;width:.5rem;height:.5rem;border-radius:50%;background:var(--good);transform:translateY(-.05rem)}
    .dot.failed,.dot.inconclusive,.dot.unexpected-pass{background:var(--bad)}.dot.xfailed,.dot.skipped{background:none;box-shadow:inset 0 0 0 1.5px var(--warn)}
    main{padding:1.8rem 2.2rem 4rem;min-width:0;outline:none}
    .js main>section{display:none}.js main>section.on{display:block}
    main>section+section{margin-top:3.5rem}.js main>section+section{margin-top:0}
    dialog{border:1px solid var(--line);border-radius:12px;background:var(--panel);color:inherit;padding:1.4rem 1.8rem;max-width:32rem}
    dialog::backdrop{background:#0006}dialog h2{margin-bottom:.6rem}kbd{font:inherit;font-size:.85em;border:1px solid var(--line);border-radius:5px;padding:0 .4em;background:var(--tint)}
    button{font:inherit}dialog button{margin-top:1rem;border:1px solid var(--line);background:var(--tint);border-radius:8px;padding:.2rem .9rem;color:inherit}
    pre{overflow-x:auto}

    """

  private static let cases = """
    .case>header{margin-bottom:1rem}.meta{margin:.4rem 0;display:flex;flex-wrap:wrap;gap:.5rem;align-items:center}.facts{color:var(--soft);margin:.3rem 0;font-size:.9rem}
    .case>header p{max-width:70ch}
    .pill{font-size:.76rem;padding:.06rem .65rem;border-radius:99px;background:var(--good-bg);color:var(--good)}
    .pill.failed,.pill.inconclusive,.pill.unexpected-pass{background:var(--bad-bg);color:var(--bad)}.pill.xfailed,.pill.skipped{background:var(--warn-bg);color:var(--warn)}
    .tag{font-size:.78rem;color:var(--soft)}.tag::before{content:"#";color:var(--faint)}
    .commands{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:.7rem}
    .command{display:inline-flex;max-width:100%;border:1px solid var(--line);border-radius:8px;background:var(--panel);overflow:hidden;font-size:.9rem}
    .command code{padding:.22rem .7rem;overflow-x:auto;white-space:nowrap;scrollbar-width:none}
    .copy{display:none;border:0;border-left:1px solid var(--line);background:none;color:var(--soft);font-size:.78rem;padding:0 .7rem;cursor:pointer}
    .js .copy{display:block}.copy:hover{color:var(--accent)}
    .failure{background:var(--bad-bg);border-radius:10px;padding:1rem 1.2rem;overflow-x:auto;line-height:1.5;border-left:3px solid var(--bad)}
    .failure.xfailed{background:var(--warn-bg);border-color:var(--warn)}
    details{margin-top:1.6rem}summary{cursor:pointer;font-weight:600}
    .source{line-height:1.6;overflow-x:auto;padding:.6rem 0;margin:.4rem 0}
    .source span{display:block;padding:0 .4rem;margin:0 -.4rem;border-radius:4px;width:max-content;min-width:100%;scroll-margin-top:6rem}
    .source i{font-style:normal;color:var(--faint)}.source em{font-family:var(--sans);font-style:normal;color:var(--soft);margin-left:1.5rem}
    .source .ok i{color:var(--good)}.source .wrong{background:var(--bad-bg)}.source .wrong i,.source .wrong em{color:var(--bad)}
    .source.plain{padding-left:1.6rem}.source.plain b{font-weight:inherit;color:var(--good)}.source.plain b::before{content:"✓";position:absolute;margin-left:-1.2rem}
    .source .fired i{color:var(--accent)}.source .idle i,.source .idle em{color:var(--warn)}.source .at{background:var(--accent-bg)}
    meter{width:4rem;height:.5rem;vertical-align:middle}
    .charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(20rem,1fr));gap:1rem}
    figure{margin:0;border:1px solid var(--line);border-radius:10px;padding:.6rem .9rem;background:var(--panel)}
    figcaption{font-size:.82rem;color:var(--soft);display:flex;flex-wrap:wrap;justify-content:space-between;gap:.2rem 1rem}
    figcaption span{font-family:var(--mono);font-size:.92em}figcaption .apart{color:var(--bad)}
    figcaption i{display:inline-block;width:.9rem;border-top:2px solid var(--accent);margin:0 .35rem .2rem .6rem}figcaption i.broker{border-top-style:dashed;border-color:var(--broker)}
    figure svg{width:100%;height:5.75rem;display:block}figure path{fill:none;stroke-width:1.8}
    path.local{stroke:var(--accent)}path.broker{stroke:var(--broker);stroke-dasharray:4 3}figure path.apart{fill:var(--bad);opacity:.16;stroke:none}
    .lives td:nth-child(2){font-family:var(--mono);font-size:.8rem}.life svg{width:9rem;height:.8rem}.life .closed{fill:var(--good)}.life .open{fill:var(--bad)}
    .rail{stroke:var(--line);fill:none}
    .heat th{white-space:nowrap}.heat td{text-align:center;padding:.35rem .8rem;border:2px solid var(--bg);border-radius:6px;min-width:4rem;font-variant-numeric:tabular-nums}
    .heat th[scope=row],.power th[scope=row]{position:sticky;left:0;background:var(--bg)}.heat .h0{color:var(--faint)}.heat .h1{background:rgba(var(--heat),.1)}.heat .h2{background:rgba(var(--heat),.22)}
    .heat .h3{background:rgba(var(--heat),.36)}.heat .h4,.heat .h5{background:rgba(var(--heat),.52)}
    .grid td,.grid th{border-bottom:1px solid var(--line);padding-right:1.2rem}.grid td{font-variant-numeric:tabular-nums}
    .power td,.power th{white-space:nowrap;padding-right:.9rem}.power th[scope=row]{color:var(--ink);font-weight:400}.power .missed td:nth-child(2){color:var(--bad)}
    .wrap{white-space:pre-wrap;overflow-wrap:anywhere}
    .reach{display:block;columns:21rem;column-gap:2.5rem}.reach tbody{display:contents}.reach tr{display:grid;grid-template-columns:1fr 4.5rem 4.5rem;
    align-items:center;break-inside:avoid;border-bottom:1px solid var(--line)}.reach td,.reach th{border:0;overflow-wrap:anywhere}.reach td:last-child{padding-right:0}
    .reach .never,.reach .never th{color:var(--warn)}
    .grid .num{text-align:right;white-space:nowrap}

    """

  private static let log = """
    .stage{display:grid;grid-template-columns:minmax(0,1fr) 24rem;gap:2rem;align-items:start}.story{min-width:0}
    .lanehead{display:flex;height:4.4rem;padding-left:0;position:relative}
    .lanehead span{width:26px;font-size:.72rem;color:var(--soft);writing-mode:vertical-rl;transform:rotate(180deg);text-align:left;padding-top:.3rem;line-height:26px}
    .logbody{position:relative}.graph{position:absolute;left:0;top:0}
    .graph .wire{fill:none;stroke:var(--faint);stroke-width:1.2;opacity:.65}.graph .lost{stroke:var(--bad);stroke-dasharray:3 3;opacity:1}
    .graph .wire.on{stroke:var(--accent);stroke-width:2;opacity:1}.graph .fold{fill:var(--tint)}
    .graph .outage{fill:var(--bad);opacity:.14}.n{fill:var(--soft);stroke:var(--bg);stroke-width:1.5}.n.faint{fill:var(--faint);stroke:none}
    .n.money{fill:var(--accent)}.n.warn{fill:var(--warn)}.n.good{fill:var(--good)}.n.bad{stroke:var(--bad);stroke-width:2.2;fill:none}.n.on{stroke:var(--accent);stroke-width:3}
    .rows{list-style:none;margin:0;padding:0}.rows li{height:24px;line-height:24px;padding-left:calc(var(--lanes) + .6rem);white-space:nowrap;overflow:hidden;
    display:flex;font-size:.83rem;scroll-margin:8rem;border-radius:6px}
    .rows i{font-style:normal;color:var(--faint);font-size:.88em;margin-right:.7rem}.rows b{font-weight:500}.rows li>*{flex:none}.rows li span{flex:0 1 auto;min-width:0;overflow:hidden;text-overflow:ellipsis;font-family:var(--mono);font-size:.92em;color:var(--soft);margin-left:.4rem}
    .rows a{font-size:.92em;margin-left:.6rem;color:var(--faint)}.rows a:hover{color:var(--accent)}
    .js .rows li[data-e]{cursor:pointer}.rows li[data-e]:hover{background:var(--tint)}.rows li.on,.rows li:target{background:var(--accent-bg)}
    .rows .gap{color:var(--faint);font-size:.76rem;font-style:italic}.rows .bad b{color:var(--bad)}.rows .warn b{color:var(--warn)}.rows .money b{color:var(--accent)}
    .rows .good b{color:var(--good)}.rows .faint b{color:var(--faint)}
    .state{position:sticky;top:4.4rem;border:1px solid var(--line);border-radius:12px;background:var(--panel);padding:.9rem 1.1rem;max-height:calc(100vh - 6rem);overflow:auto}
    .state h3{margin:0 0 .3rem}.state .what{font-family:var(--mono);font-size:.78rem;color:var(--soft);margin:.2rem 0 .5rem;overflow-wrap:anywhere}.state .what:empty{display:none}
    .state table{width:100%;font-size:.8rem}.state th{white-space:nowrap}.state td{font-family:var(--mono);font-size:.92em;overflow-wrap:anywhere}
    .state tr.apart th::after{content:" \\2260";color:var(--bad);font-weight:700}.state tr.apart td{color:var(--bad)}
    .state del{color:var(--faint);text-decoration-thickness:1px;display:block}.state ins{text-decoration:none;background:var(--accent-bg);border-radius:4px;padding:0 .2rem}
    .state.only tr:not(.apart):not(.head){display:none}.keys{margin:.6rem 0 0;display:none}.js .keys{display:block}

    """

  private static let narrow = """
    @media (max-width:1180px){.stage{grid-template-columns:minmax(0,1fr)}.state{position:static;max-height:none}
    .js .state{position:sticky;bottom:.6rem;top:auto;order:2;max-height:42vh;box-shadow:0 4px 24px #0002}}
    @media (max-width:820px){.panes{grid-template-columns:minmax(0,1fr);align-content:start}nav{position:static;height:auto;border-right:0;border-bottom:1px solid var(--line)}
    nav ol{max-height:15rem}.top{position:relative;padding:.8rem 1rem}.top .right{margin-left:0}main{padding:1.2rem 1rem 3rem}
    .rows i{display:none}.rows li{font-size:.78rem}.charts{grid-template-columns:minmax(0,1fr)}.power th[scope=row]{white-space:normal;overflow-wrap:anywhere;min-width:9rem}h2{font-size:1.15rem}
    .state{padding:.7rem .8rem}.keys,.js .keys{display:none}}
    @media print{nav,.copy,.keys{display:none!important}.panes{display:block}.js main>section{display:block}.top{position:relative}.state{position:static}}
    @media (prefers-reduced-motion:no-preference){.rows li,.pill,nav li a{transition:background-color .12s}}
    """
}
