import { call, get } from '../common/http.js';
import { adminApi, page, root } from '../common/paths.js';
import { session } from '../common/session.js';
import { purgeDrafts } from '../common/storage.js';
import { guardUnsavedInput, unsaved } from '../common/unsaved.js';
import { WORDS, withOurWords } from '../words.js';
import footer from './footer.html';
import header from './header.html';
import layout from './layout.html';
import notifications from './notifications.html';

/** How messages begin that the engine writes in its own language; the words before them already say what happened. */
const ENGINE_SPEAKS = /^\s*(<|&lt;|ENGINE-|The user with id|No matching|Cannot |Could not )/;

/** Exchanges the template of one of Tasklist's directives; its controller and its data stay. */
export function reTemplate(module, directive, template, more = {}) {
  module.config([
    '$provide',
    ($provide) =>
      $provide.decorator(`${directive}Directive`, [
        '$delegate',
        ($delegate) => {
          Object.assign($delegate[0], { template, ...more });
          return $delegate;
        },
      ]),
  ]);
}

// Tasklist asks the server every ten seconds, whoever sits there. That would keep a forgotten log-in alive for ever.
const AWAY_AFTER = 10 * 60 * 1000;

function quietWhenAway($rootScope) {
  let lastSeen = Date.now();
  for (const sign of ['pointerdown', 'keydown', 'focus']) {
    window.addEventListener(sign, () => (lastSeen = Date.now()), { capture: true, passive: true });
  }
  const broadcast = $rootScope.$broadcast;
  $rootScope.$broadcast = function (name, ...rest) {
    if (name === 'refresh' && (session.isExpired || document.hidden || Date.now() - lastSeen > AWAY_AFTER)) {
      return { defaultPrevented: false };
    }
    return broadcast.call(this, name, ...rest);
  };
}

const MOST = 1000;

// Everything Tasklist asks through its own clients: an expired log-in must neither leave the page nor store the form.
function keepPageWhenSignedOut(module) {
  module.config([
    '$provide',
    '$httpProvider',
    ($provide, $httpProvider) => {
      $provide.decorator('camAPIHttpClient', [
        '$delegate',
        ($delegate) => {
          function Client(config) {
            const client = new $delegate(config);
            const wrapped = client._wrapped;
            for (const verb of ['post', 'get', 'load', 'put', 'del', 'options', 'head']) {
              const original = wrapped[verb];
              if (typeof original !== 'function') {
                continue;
              }
              wrapped[verb] = function (path, options) {
                // It asks for 2,000 filters at once; the engine answers at most 1,000 of anything.
                if (options?.data?.maxResults > MOST) {
                  options.data.maxResults = MOST;
                }
                const done = options?.done;
                const guarded = (error, result, headers) => {
                  if (error?.status === 401 && session.user) {
                    session.expired();
                    return;
                  }
                  done?.(error, result, headers);
                };
                return original.call(wrapped, path, { ...options, done: guarded });
              };
            }
            return client;
          }
          Client.prototype = $delegate.prototype;
          return Client;
        },
      ]);
      $httpProvider.interceptors.push([
        '$q',
        ($q) => ({
          responseError(response) {
            if (response.status === 401 && session.user) {
              session.expired();
              // Never settles: whoever waits for it waits until the log-in is renewed.
              return $q(() => {});
            }
            return $q.reject(response);
          },
        }),
      ]);
    },
  ]);
}

// Its modal windows have a heading, but do not say so to a screen reader.
function nameModals(module) {
  module.config([
    '$provide',
    ($provide) =>
      $provide.decorator('$uibModal', [
        '$delegate',
        ($delegate) => {
          const open = $delegate.open;
          $delegate.open = (options) =>
            open({
              ariaLabelledBy: 'lotse-modal-title',
              ...options,
              template: options.template?.replace('<h3', '<h3 id="lotse-modal-title"'),
            });
          return $delegate;
        },
      ]),
  ]);
}

export function frame(module) {
  purgeDrafts();

  module.config([
    '$provide',
    '$routeProvider',
    ($provide, $routeProvider) => {
      $provide.decorator('localeLoader', ['$delegate', withOurWords]);
      $routeProvider.when('/', {
        template: layout,
        controller: 'camTasklistViewCtrl',
        authentication: 'required',
        reloadOnSearch: false,
      });
    },
  ]);
  keepPageWhenSignedOut(module);
  nameModals(module);
  reTemplate(module, 'camWidgetHeader', header);
  reTemplate(module, 'camWidgetFooter', footer);
  reTemplate(module, 'notificationsPanel', notifications);
  module.filter('spoken', () => (message) => (ENGINE_SPEAKS.test(message) ? '' : message));

  module.controller('lotseHeadController', [
    '$scope',
    '$rootScope',
    function ($scope, $rootScope) {
      this.page = page;
      this.links = [{ label: 'Aufgaben', href: '#/', here: true }];
      this.skip = () => {
        const target = document.querySelector('#lotse-task-title') ?? document.querySelector('.tasks-list a, #lotse-content');
        target?.focus();
      };
      this.logout = async () => {
        unsaved.forget();
        try {
          // Ends Lotse's own session too: there is one log-in and one log-out.
          await call('POST', `${adminApi}auth/user/default/logout`);
        } catch {
          // logged out already, or the next page will say what is wrong
        }
        window.location.assign(page.loggedOut);
      };
      $scope.$watch('authentication.name', async (name) => {
        if (!name) {
          return;
        }
        session.started(name);
        const { links } = await get(`${root}/api/nav`).catch(() => ({ links: [] }));
        // A case file opens for its team only; to others, links to it are not offered.
        $rootScope.lotse.caseFiles = links.some((link) => link.page === 'cases');
        const shown = links
          .filter((link) => link.page !== 'tasks')
          .map(({ label, path }) => ({ label, href: `${root}${path}` }));
        $scope.$evalAsync(() => (this.links = [...this.links.slice(0, 1), ...shown]));
      });
    },
  ]);

  module.run([
    '$rootScope',
    '$location',
    'AuthenticationService',
    '$translate',
    ($rootScope, $location, AuthenticationService) => {
      quietWhenAway($rootScope);
      guardUnsavedInput($rootScope, $location);
      session.renewed((userId) => {
        $rootScope.$evalAsync(() => {
          const authentication = $rootScope.authentication ?? { name: userId, authorizedApps: ['tasklist'] };
          AuthenticationService.updateAuthentication(authentication);
          $rootScope.$broadcast('refresh');
        });
      });
    },
  ]);
}

export { WORDS };
