package org.kimlotse.access.process;

import static org.camunda.bpm.engine.authorization.Authorization.ANY;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GLOBAL;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.BatchPermissions;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.ProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.UserOperationLogCategoryPermissions;
import org.kimlotse.access.Groups;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * The lasting rights in the engine. Everybody may open Tasklist and read the names and pictures of processes; a right to
 * the tasks, instances, variables or history of a whole process nobody has but administrators, and tasks not even they:
 * a task opens the form, and the form the person. Rights to single tasks come and go with their candidates and assignees, see {@link TaskRights}.
 */
@Component
class EngineGrants implements SmartInitializingSingleton {

    private final AuthorizationService authorizations;

    EngineGrants(ProcessEngine engine) {
        this.authorizations = engine.getAuthorizationService();
    }

    @Override
    public void afterSingletonsInstantiated() {
        everybody(Resources.APPLICATION, "tasklist", Permissions.ACCESS);
        everybody(Resources.PROCESS_DEFINITION, ANY, Permissions.READ);

        administrators(Resources.APPLICATION, Permissions.ALL);
        administrators(Resources.USER, Permissions.ALL);
        administrators(Resources.GROUP, Permissions.ALL);
        administrators(Resources.GROUP_MEMBERSHIP, Permissions.ALL);
        administrators(Resources.FILTER, Permissions.ALL);
        // Reading only: who could write them could open the tasks.
        administrators(Resources.AUTHORIZATION, Permissions.READ);
        administrators(Resources.DEPLOYMENT, Permissions.READ);
        administrators(
                Resources.PROCESS_DEFINITION,
                ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE,
                ProcessDefinitionPermissions.READ_INSTANCE_VARIABLE,
                ProcessDefinitionPermissions.READ_HISTORY,
                ProcessDefinitionPermissions.READ_HISTORY_VARIABLE,
                ProcessDefinitionPermissions.RETRY_JOB,
                ProcessDefinitionPermissions.SUSPEND_INSTANCE);
        administrators(
                Resources.PROCESS_INSTANCE, ProcessInstancePermissions.READ, ProcessInstancePermissions.RETRY_JOB);
        administrators(Resources.BATCH, BatchPermissions.READ);
        administrators(Resources.OPERATION_LOG_CATEGORY, UserOperationLogCategoryPermissions.READ);
    }

    final void everybody(Resource resource, String resourceId, Permission... permissions) {
        Authorization found = authorizations
                .createAuthorizationQuery()
                .authorizationType(AUTH_TYPE_GLOBAL)
                .resourceType(resource)
                .resourceId(resourceId)
                .singleResult();
        Authorization grant = found == null ? authorizations.createNewAuthorization(AUTH_TYPE_GLOBAL) : found;
        save(grant, resource, resourceId, permissions);
    }

    private void administrators(Resource resource, Permission... permissions) {
        Authorization found = authorizations
                .createAuthorizationQuery()
                .groupIdIn(Groups.ADMIN)
                .resourceType(resource)
                .resourceId(ANY)
                .singleResult();
        Authorization grant = found == null ? authorizations.createNewAuthorization(AUTH_TYPE_GRANT) : found;
        grant.setGroupId(Groups.ADMIN);
        save(grant, resource, ANY, permissions);
    }

    /** Idempotent, and takes away what an earlier release granted and this one does not. */
    private void save(Authorization grant, Resource resource, String resourceId, Permission... permissions) {
        grant.setResource(resource);
        grant.setResourceId(resourceId);
        grant.setPermissions(permissions);
        authorizations.saveAuthorization(grant);
    }
}
