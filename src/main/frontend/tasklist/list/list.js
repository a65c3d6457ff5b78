import { learnFromList, onCard, textsOf } from '../common/cases.js';
import { day, daysUntil, dueText, heldText, instant, isoDay, startOfDay } from '../common/dates.js';
import { get, post } from '../common/http.js';
import { engineApi, page, root } from '../common/paths.js';
import { session } from '../common/session.js';
import { reTemplate } from '../frame/frame.js';
import filters from './filters.html';
import strip from './strip.html';
import tasks from './tasks.html';

// The seeded filters by the names people see.
const OVERDUE = 'Überfällig';
const TODAY = 'Heute fällig';
const MINE = 'Meine Aufgaben';
const TEAM = 'Team – offen';
const WAITING = 'Wartet auf Rückmeldung';

const COUNTS = [
  { filter: OVERDUE, label: 'überfällig', late: true },
  { filter: TODAY, label: 'heute' },
  { filter: WAITING, label: (n) => (n === 1 ? 'Rückmeldung' : 'Rückmeldungen') },
];

const EMPTY = {
  [TODAY]: 'Heute ist nichts fällig.',
  [OVERDUE]: 'Nichts ist überfällig.',
  [MINE]: 'Sie haben zurzeit keine Aufgaben.',
  [WAITING]: 'Zurzeit wartet keine Übergabe auf eine Rückmeldung.',
  [TEAM]: 'In Ihrem Team ist zurzeit nichts offen. Alles ist übernommen.',
};

// Tasklist sends its own sorting with every query; without one in the address it would be "newest first".
const DEFAULT_SORTING = 'dueDate asc';

const sortingOf = (text) => {
  const [sortBy, sortOrder] = text.split(' ');
  return JSON.stringify([{ sortBy, sortOrder }]);
};

// A case number or a part of one; task names may hold a digit too.
const CASE_NUMBER = /^(kim)?[\s-]*\d[\d\s-]*$/i;

const searchText = (pattern) => pattern.replaceAll('%', '');

const tasksIn = (n, list) => `${n === 1 ? '1 Aufgabe' : `${n} Aufgaben`} in „${list}“`;

// Read before Tasklist writes its own choice into the address.
const cameFor = /[?&](filter|task)=/.test(window.location.hash);

/** What an empty list leaves to do: what is late, the next deadline, else what lies in the other lists, else how to begin. */
async function whatComesNext(name, filters) {
  const late = name === TODAY && filters[OVERDUE] ? await overdue(filters[OVERDUE]) : '';
  if (late) {
    return late;
  }
  const next = filters[MINE] ? await nextDeadline(filters[MINE]) : '';
  if (next) {
    return next;
  }
  const others = [MINE, TEAM].filter((other) => other !== name && filters[other]);
  const counts = await Promise.all(
    others.map((other) => get(`${engineApi}/filter/${filters[other]}/count`).then(({ count }) => [other, count])),
  );
  const waiting = counts.filter(([, count]) => count > 0).map(([other, count]) => tasksIn(count, other));
  if (waiting.length > 0) {
    return `Ohne nahe Frist: ${waiting.join(', ')}.`;
  }
  const { groups } = await get(`${root}/api/session`);
  return groups.some((group) => group.startsWith('case-manager-'))
    ? 'Mit „Neuer Fall“ oben auf der Seite fangen Sie an.'
    : 'Neue Aufgaben erscheinen hier von selbst.';
}

/** Nothing is due today, but not because everything is done. */
async function overdue(filterId) {
  const { count } = await get(`${engineApi}/filter/${filterId}/count`);
  return count > 0 ? `Aber ${count === 1 ? '1 Aufgabe ist' : `${count} Aufgaben sind`} überfällig: siehe „${OVERDUE}“.` : '';
}

async function nextDeadline(filterId) {
  const query = { dueAfter: startOfDay(1), sorting: [{ sortBy: 'dueDate', sortOrder: 'asc' }] };
  const found = await post(`${engineApi}/filter/${filterId}/list?firstResult=0&maxResults=50`, query);
  const next = instant(found?.[0]?.due);
  if (!next) {
    return '';
  }
  const sameDay = found.filter((task) => isoDay(instant(task.due)) === isoDay(next)).length;
  return `Nächste Frist: ${day(next)} – ${sameDay === 1 ? '1 Aufgabe' : `${sameDay} Aufgaben`}.`;
}

export function list(module) {
  reTemplate(module, 'camTasklistFilters', filters);
  reTemplate(module, 'camTasks', tasks);

  module.directive('lotseStrip', () => ({
    restrict: 'A',
    scope: { tasklistData: '=' },
    template: strip,
    controllerAs: 'strip',
    controller: [
      '$scope',
      '$location',
      'search',
      function ($scope, $location, search) {
        const data = $scope.tasklistData.newChild($scope);
        let known = [];
        let counting = 0;
        this.counts = [];
        this.text = '';
        this.searched = '';

        const current = () => {
          try {
            const [{ sortBy, sortOrder }] = JSON.parse($location.search().sorting);
            return `${sortBy} ${sortOrder}`;
          } catch {
            return null;
          }
        };
        this.sorting = current() ?? DEFAULT_SORTING;
        if (!current()) {
          search.updateSilently({ sorting: sortingOf(DEFAULT_SORTING) }, true);
        }
        this.sort = () => {
          search.updateSilently({ sorting: sortingOf(this.sorting), page: 1 });
          data.changed('taskListQuery');
        };

        this.search = () => {
          const text = this.text.trim();
          this.searched = text;
          const query = { processVariables: [], taskVariables: [], caseInstanceVariables: [] };
          if (CASE_NUMBER.test(text)) {
            query.processVariables = [{ name: 'caseNumber', operator: 'like', value: `%${text.toUpperCase()}%` }];
          } else if (text) {
            query.nameLike = `%${text}%`;
          }
          search.updateSilently({ page: 1 });
          data.set('searchQuery', query);
        };
        this.clear = () => {
          this.text = '';
          this.search();
        };

        this.show = (count) => {
          search.updateSilently({ filter: count.id });
          data.changed('currentFilter');
        };

        const count = async () => {
          if (session.isExpired) {
            return;
          }
          const turn = ++counting;
          const wanted = COUNTS.map((c) => ({ ...c, id: known.find((f) => f.name === c.filter)?.id })).filter((c) => c.id);
          const counted = await Promise.all(
            wanted.map((c) =>
              get(`${engineApi}/filter/${c.id}/count`).then(
                ({ count: number }) => ({
                  ...c,
                  number,
                  label: typeof c.label === 'function' ? c.label(number) : c.label,
                }),
                () => null,
              ),
            ),
          );
          if (turn === counting) {
            $scope.$evalAsync(() => (this.counts = counted.filter(Boolean)));
          }
        };
        let started = cameFor;
        data.observe('filters', async (found) => {
          known = found ?? [];
          count();
          if (!started && known.length > 0) {
            started = true;
            const before = $location.search().filter;
            const { id } = await get(`${root}/api/session/first-list`).catch(() => ({}));
            $scope.$evalAsync(() => {
              const chosenMeanwhile = $location.search().task || $location.search().filter !== before;
              if (id && id !== before && !chosenMeanwhile) {
                this.show({ id });
              }
            });
          }
        });
        let listed = null;
        data.observe('taskList', (found) => {
          // The list comes again every ten seconds; count again only if it changed.
          if (listed !== null && listed !== found?.count) {
            count();
          }
          listed = found?.count ?? null;
        });
        $scope.$on('lotse.changed', count);
      },
    ],
  }));

  module.controller('lotseListController', [
    '$scope',
    '$rootScope',
    function ($scope, $rootScope) {
      this.reload = () => $scope.tasklistData.changed('taskList');
      Object.defineProperty(this, 'caseFiles', { get: () => $rootScope.lotse.caseFiles });
      const mine = (task) => task.assignee === $rootScope.authentication?.name;
      this.holder = (task) => (mine(task) ? 'bei mir' : subjects[task.assignee] || 'bei jemand anderem');

      // Names come for the eyes of the team only, and stand in no task.
      let names = {};
      // Which handover, which bottleneck: tasks of the same name would look alike. And who has what.
      let subjects = {};
      let changed = false;
      $scope.$on('lotse.changed', () => (changed = true));
      const nameCards = async (tasks) => {
        learnFromList(tasks);
        const told = (name, known) =>
          [...new Set((tasks ?? []).map((task) => onCard(task, name)).filter(Boolean))].filter((id) => !(id in known));
        const numbers = told('caseNumber', names);
        // What was done last may have held a step or let it go: ask again, and leave the words until the answer is there.
        const known = changed ? {} : subjects;
        changed = false;
        const asked = [
          ...told('handoverId', known).map((id) => ['handover', id]),
          ...told('bottleneckId', known).map((id) => ['bottleneck', id]),
          ...told('seat', known).map((code) => ['seat', code]),
          ...[...new Set((tasks ?? []).filter((task) => task.assignee && !mine(task)).map((task) => task.assignee))]
            .filter((id) => !(id in known))
            .map((id) => ['person', id]),
        ];
        if (numbers.length === 0 && asked.length === 0) {
          return;
        }
        const query = new URLSearchParams(numbers.map((number) => ['number', number]));
        const [people, things] = await Promise.all([
          numbers.length > 0 ? get(`${root}/api/cases/names?${query}`).catch(() => ({})) : {},
          textsOf(asked),
        ]);
        const empty = (ids) => Object.fromEntries(ids.map((id) => [id, '']));
        $scope.$evalAsync(() => {
          names = { ...names, ...empty(numbers), ...people };
          subjects = { ...subjects, ...empty(asked.map(([, id]) => id)), ...things };
          remembered = new WeakMap();
        });
      };

      // ng-repeat compares by identity: the same card must answer with the same list.
      let remembered = new WeakMap();
      const remember = (task) => {
        if (!remembered.has(task)) {
          const values = Object.fromEntries((task._embedded?.variable ?? []).map((v) => [v.name, v.value]));
          const process = task._embedded?.processDefinition?.[0];
          const due = dueText(task.due);
          const deadline = instant(values.deadline);
          remembered.set(task, {
            subject: [subjects[values.seat], subjects[values.handoverId ?? values.bottleneckId]]
              .filter(Boolean)
              .join(' · '),
            facts: [names[values.caseNumber], values.caseNumber, values.municipality].filter(Boolean),
            // A process that is called like its task says nothing more.
            process: process?.name === task.name ? '' : (process?.name ?? ''),
            // That the case stands still is for its team: who learns the name.
            due: due
              ? [instant(task.followUp) > new Date() && names[values.caseNumber] ? heldText(task.due) : due]
              : deadline
                ? [{ text: `Frist ${day(deadline)}`, late: daysUntil(deadline) < 0, today: daysUntil(deadline) === 0 }]
                : [],
          });
        }
        return remembered.get(task);
      };
      this.facts = (task) => remember(task).facts;
      this.subject = (task) => remember(task).subject || remember(task).process;
      this.due = (task) => remember(task).due;

      this.empty = { text: 'Hier ist nichts zu tun.', next: '', search: '' };
      const data = $scope.tasklistData.newChild($scope);
      let filterName = '';
      let filtersByName = {};
      data.observe('filters', (found) => {
        filtersByName = Object.fromEntries((found ?? []).map((f) => [f.name, f.id]));
      });
      data.observe('taskList', (found) => nameCards(found?._embedded?.task));
      const describe = async () => {
        const name = filterName;
        const searching = $scope.query?.nameLike ?? $scope.query?.processVariables?.[0]?.value;
        this.empty = {
          text: searching ? 'Dazu gibt es in dieser Liste nichts.' : (EMPTY[name] ?? 'In dieser Liste ist zurzeit nichts.'),
          next: '',
          // A name stands in no address: only a number is taken along.
          search: searching ? page.cases + (CASE_NUMBER.test(searchText(searching)) ? `?suche=${encodeURIComponent(searchText(searching))}` : '') : '',
        };
        if (name in EMPTY && !searching) {
          const next = await whatComesNext(name, filtersByName).catch(() => '');
          $scope.$evalAsync(() => {
            if (filterName === name) {
              this.empty.next = next;
            }
          });
        }
      };
      data.observe('currentFilter', (filter) => {
        filterName = filter?.name ?? '';
      });
      $scope.$watch('state.$loaded && totalItems === 0 && query', (empty) => empty && describe(), true);
    },
  ]);
}
