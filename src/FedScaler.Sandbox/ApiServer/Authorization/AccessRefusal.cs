using FedScaler.Sandbox.ApiServer.Errors;

namespace FedScaler.Sandbox.ApiServer.Authorization;

/// <summary>403 as RBAC words it (apiserver's endpoints/handlers/responsewriters/errors.go).</summary>
internal static class AccessRefusal
{
    public static ApiException Of(UserInfo user, AccessAttributes asked)
    {
        if (asked.Path is { } path) return ApiException.Make(403, "Forbidden", $"forbidden: User \"{user.Name}\" cannot {asked.Verb} path \"{path}\"", []);
        var scope = asked.Namespace.Length == 0 ? "at the cluster scope" : $"in the namespace \"{asked.Namespace}\"";
        var subject = asked.Name.Length > 0 ? $" \"{asked.Name}\"" : "";
        var qualified = asked.Group.Length == 0 ? asked.Resource : $"{asked.Resource}.{asked.Group}";
        var message =
            $"{qualified}{subject} is forbidden: User \"{user.Name}\" cannot {asked.Verb} resource \"{asked.ResourceAndSubresource}\" in API group \"{asked.Group}\" {scope}";
        return ApiException.Make(403, "Forbidden", message, ApiException.Details(asked.Name, asked.Group, asked.Resource));
    }
}
