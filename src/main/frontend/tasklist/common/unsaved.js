import { ask } from './dialog.js';

// Asks before input is thrown away: by a click that leads elsewhere, the browser's way back, or closing the window.
const LEADS_ELSEWHERE =
  '.lotse-card, .lotse-filter, .lotse-head a, .lotse-head__logout, .lotse-strip button, .lotse-list .pagination a, .lotse-empty a, .lotse-back, .lotse-meta__release';

let hasInput = () => false;
let mayLeave = false;

export const unsaved = {
  /** The open form says whether it holds input that was not sent. */
  watch(question) {
    hasInput = question;
    mayLeave = false;
  },
  forget() {
    hasInput = () => false;
  },
  get any() {
    return !mayLeave && hasInput();
  },
};

async function confirmed() {
  const answer = await ask({
    title: 'Eingaben verwerfen?',
    text: ['Ihre Eingaben in diesem Formular sind noch nicht gesendet. Wenn Sie jetzt weitergehen, gehen sie verloren.'],
    choices: [
      { label: 'Im Formular bleiben', value: 'stay', primary: true },
      { label: 'Eingaben verwerfen', value: 'leave' },
    ],
  });
  return answer === 'leave';
}

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

export function guardUnsavedInput($rootScope, $location) {
  const replay = async (again) => {
    if (await confirmed()) {
      mayLeave = true;
      again();
    }
  };
  document.addEventListener(
    'click',
    (event) => {
      const target = event.target instanceof Element && event.target.closest(LEADS_ELSEWHERE);
      if (!target || !unsaved.any || target.matches('[target=_blank], .active')) {
        return;
      }
      stop(event);
      replay(() => target.click());
    },
    true,
  );
  document.addEventListener(
    'keydown',
    (event) => {
      if (['ArrowUp', 'ArrowDown'].includes(event.key) && event.target.closest?.('.tasks-list') && unsaved.any) {
        stop(event);
      }
    },
    true,
  );
  $rootScope.$on('$locationChangeStart', (event, to, from) => {
    const taskOf = (url) => /[?&]task=([^&]*)/.exec(url)?.[1] ?? '';
    if (unsaved.any && taskOf(to) !== taskOf(from)) {
      event.preventDefault();
      replay(() => {
        const hash = to.slice(to.indexOf('#') + 1);
        $rootScope.$evalAsync(() => $location.url(hash));
      });
    }
  });
  window.addEventListener('beforeunload', (event) => {
    if (unsaved.any) {
      event.preventDefault();
    }
  });
}
