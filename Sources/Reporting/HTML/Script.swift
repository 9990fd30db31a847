/// What a page does beyond being read: filter, keys, deep links, the state at the selected entry.
///
/// It fetches nothing, keeps nothing, and puts text into the page as text only; a section that is folded becomes what it
/// is where no script runs, and no script in it would.
enum Script {
  static let text = state + list + log + keys

  private static let state = #"""
    'use strict';(()=>{
    const $=(s,r=document)=>r.querySelector(s),$$=(s,r=document)=>[...r.querySelectorAll(s)];
    const states=JSON.parse($('#states').textContent),sections=$$('main>section'),items=$$('nav li[data-id]');
    let entry=null,focus='list';for(const s of sections)if(s.id.startsWith('case='))s.dataset.case=s.id.slice(5);
    function unfold(s){const held=s.firstElementChild;if(!held||held.tagName!=='NOSCRIPT')return;
      s.replaceChildren(...new DOMParser().parseFromString(held.textContent,'text/html').body.childNodes);copies(s)}
    function copies(box){for(const c of $$('.command',box)){const b=document.createElement('button');b.type='button';b.className='copy';
      b.setAttribute('aria-label','copy the command');b.textContent='copy';c.append(b)}}
    copies(document);addEventListener('beforeprint',()=>sections.forEach(unfold));
    const section=()=>$('main>section.on');
    const word=s=>{const m=/^#(?:case=)?([^&]*)(?:&(e|line)=(\d+))?$/.exec(s);return m?{id:m[1],kind:m[2],n:m[3]&&+m[3]}:{id:''}};
    function held(s,from,inclusive){const rows=s.subjects.map(()=>['','']);
      for(const [f,l,i,side,v,isOpening] of s.changes)if(isOpening||(inclusive?f<=from:l<from))rows[i][side]=v;return rows}
    function cell(before,after){const td=document.createElement('td');
      if(before===after){td.textContent=after;return td}
      if(before){const del=document.createElement('del');del.textContent=before;td.append(del)}
      const ins=document.createElement('ins');ins.textContent=after||'none';td.append(ins);return td}
    function showState(e){const box=section(),pane=box&&$('.state',box),s=box&&states[box.dataset.case];if(!pane||!s)return;
      const before=held(s,e,false),after=held(s,e,true),body=$('tbody',pane);
      $('h3 small',pane).textContent='before and after #'+e;$('.what',pane).textContent=$('li.on b',box).textContent+' '+$('li.on span',box).textContent;
      body.replaceChildren(...s.subjects.map((name,i)=>{const tr=document.createElement('tr'),th=document.createElement('th');
        th.scope='row';th.textContent=name;if(name!=='engine'&&after[i][0]!==after[i][1])tr.className='apart';
        tr.append(th,cell(before[i][0],after[i][0]),cell(before[i][1],after[i][1]));return tr}))}

    """#

  private static let list = #"""
    function open(id){const target=sections.find(s=>s.dataset.case===id||s.id===id)||sections[!id&&sections.length===2?1:0];if(!target)return;unfold(target);
      if(!target.classList.contains('on')){for(const s of sections)s.classList.toggle('on',s===target);entry=null;scrollTo(0,0)}
      for(const i of items){const isHere=i.dataset.id===target.dataset.case||i.dataset.id===target.id;
        const a=$('a',i);isHere?a.setAttribute('aria-current','true'):a.removeAttribute('aria-current');
        if(isHere)a.scrollIntoView({block:'nearest'})}}
    const visible=()=>items.filter(i=>!i.hidden);
    const input=$('#filter'),chips=$$('.chips button');
    function filter(){const words=(input?input.value:'').toLowerCase().split(/\s+/).filter(Boolean);
      const on=chips.filter(c=>c.getAttribute('aria-pressed')==='true').map(c=>c.dataset.is);let n=0;
      for(const i of items){if(!i.dataset.v)continue;const tags=(' '+i.dataset.t+' ').toLowerCase(),text=i.textContent.toLowerCase();
        const ok=words.every(w=>{const no=w[0]==='!',x=no?w.slice(1):w;const hit=x.startsWith('is:')?i.dataset.v.startsWith(x.slice(3)):
          x.startsWith('tag:')?tags.includes(' '+x.slice(4)+' '):text.includes(x)||tags.includes(x);return hit!==no})
          &&(!on.length||on.includes(i.dataset.v));i.hidden=!ok;if(ok)n++}
      const none=$('nav .none');if(none)none.hidden=n>0}
    if(input)input.addEventListener('input',filter);
    for(const c of chips)c.addEventListener('click',()=>{c.setAttribute('aria-pressed',c.getAttribute('aria-pressed')!=='true');filter()});
    function step(by){const all=visible(),now=all.findIndex(i=>$('a',i).hasAttribute('aria-current'));
      const next=all[Math.max(0,Math.min(all.length-1,now+by))];if(next)location.hash=$('a',next).getAttribute('href')}
    function nextFailure(){const all=visible(),now=all.findIndex(i=>$('a',i).hasAttribute('aria-current'));
      const bad=i=>['failed','inconclusive','unexpected-pass'].includes(i.dataset.v);
      const next=all.slice(now+1).find(bad)||all.find(bad);if(next)location.hash=$('a',next).getAttribute('href')}

    """#

  private static let log = #"""
    const rows=()=>section()?$$('.rows li[data-e]',section()):[];
    function mark(e){const box=section();if(!box)return;const row=$('.rows li[data-e="'+e+'"]',box);if(!row)return;
      for(const x of $$('.on',box))x.classList.remove('on');
      row.classList.add('on');entry=e;focus='log';for(const x of $$('.graph [data-e="'+e+'"],.graph [data-to="'+e+'"]',box))x.classList.add('on');
      row.scrollIntoView({block:'nearest'});showState(e)}
    const go=e=>{history.replaceState(null,'','#case='+section().dataset.case+'&e='+e);mark(e)};
    function move(by){const all=rows();if(!all.length)return;const at=all.findIndex(r=>+r.dataset.e===entry);
      go(+all[Math.max(0,Math.min(all.length-1,at<0?(by>0?0:all.length-1):at+by))].dataset.e)}
    const apart=(s,e)=>held(s,e,true).map((r,i)=>s.subjects[i]!=='engine'&&r[0]!==r[1]?i:'').join(' ');
    function nextDifference(){const s=section()&&states[section().dataset.case];if(!s)return;const from=entry===null?-1:entry,now=apart(s,from);
      const next=rows().map(r=>+r.dataset.e).find(e=>e>from&&apart(s,e)!==now);if(next!==undefined)go(next)}
    function cause(){const a=$('.rows li.on a[title=cause]');if(a)location.hash=a.getAttribute('href')}
    document.addEventListener('click',ev=>{const t=ev.target;
      const copy=t.closest('.copy');if(copy){const text=copy.previousElementSibling.textContent;
        const done=()=>{copy.textContent='copied';setTimeout(()=>{copy.textContent='copy'},1200)};
        const select=()=>{const r=document.createRange();r.selectNodeContents(copy.previousElementSibling);const s=getSelection();s.removeAllRanges();s.addRange(r);
          if(document.execCommand('copy'))done()};
        navigator.clipboard?navigator.clipboard.writeText(text).then(done,select):select();return}
      if(t.closest('a,button,input,summary'))return;
      const row=t.closest('.rows li[data-e]');if(row)return go(+row.dataset.e);
      const line=t.closest('.source span[data-line]');if(line){const n='line\u00a0'+line.dataset.line;
        const first=rows().find(r=>{const a=$('a.src',r);return a&&a.textContent===n});if(first)go(+first.dataset.e)}});

    """#

  private static let keys = #"""
    function follow(){const w=word(location.hash);
      if(!w.id){if(!section())open(sections[0]?(sections[0].dataset.case||sections[0].id):'');return}
      open(w.id);
      if(w.kind==='e')mark(w.n);
      if(w.kind==='line'){for(const x of $$('.source .at'))x.classList.remove('at');const s=$('.source span[data-line="'+w.n+'"]',section());
        if(s){s.classList.add('at');s.scrollIntoView({block:'center'})}}}
    addEventListener('hashchange',follow);
    document.addEventListener('keydown',ev=>{if(ev.ctrlKey||ev.metaKey||ev.altKey)return;const help=$('#help');
      if(ev.target===input){if(ev.key==='Escape'||ev.key==='Enter'){ev.preventDefault();input.blur();
        if(ev.key==='Enter'){const first=visible()[0];if(first)location.hash=$('a',first).getAttribute('href')}}return}
      if(help.open)return;
      const isLog=focus==='log'||!items.length;
      const act={'/':()=>input&&input.focus(),j:()=>isLog?move(1):step(1),k:()=>isLog?move(-1):step(-1),
        Enter:()=>{if(ev.target.closest&&ev.target.closest('a,button,summary'))return false;if(rows().length){focus='log';move(entry===null?1:0)}},
        Escape:()=>{focus='list'},f:nextFailure,n:nextDifference,c:cause,
        d:()=>{const p=section()&&$('.state',section());if(p)p.classList.toggle('only')},'?':()=>help.showModal()}[ev.key];
      if(act&&act()!==false)ev.preventDefault()});
    for(const i of items)$('a',i).addEventListener('click',()=>{focus='list'});
    follow()})();
    """#
}
