using FedScaler.Sandbox.ApiServer.Errors;
using Microsoft.AspNetCore.Http;

namespace FedScaler.Sandbox.ApiServer.Authorization;

/// <summary>Lets somebody act as another, who has to be named in his rights (apiserver's endpoints/filters/impersonation.go).</summary>
internal sealed class Impersonation(RbacAuthorizer authorizer)
{
    public const string UserHeader = "Impersonate-User";

    public const string GroupHeader = "Impersonate-Group";

    private const string Prefix = "Impersonate-";

    private const string AccountPrefix = "system:serviceaccount:";

    /// <summary>Whether a header belongs to this server alone and is not for one that a request is passed on to.</summary>
    public static bool IsOwn(string header) => header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whoever the request is to be carried out as.</summary>
    /// <exception cref="ApiException">403 where the sender may not act as that user or as a member of one of the groups.</exception>
    public UserInfo Resolve(UserInfo sender, HttpRequest request)
    {
        var name = request.Headers[UserHeader].ToString();
        string[] groups = [.. request.Headers[GroupHeader].OfType<string>()];
        if (name.Length == 0)
        {
            return groups.Length == 0
                ? sender
                : throw ApiException.Make(500, "InternalError", $"Internal error occurred: requested [{string.Join(' ', groups)}] without impersonating a user");
        }

        authorizer.Demand(sender, UserOf(name));
        foreach (var group in groups) authorizer.Demand(sender, new AccessAttributes("impersonate") { Resource = "groups", Name = group });
        return Become(name, groups);
    }

    private static AccessAttributes UserOf(string name) => AccountOf(name) is var (ns, account)
        ? new AccessAttributes("impersonate") { Resource = "serviceaccounts", Namespace = ns, Name = account }
        : new AccessAttributes("impersonate") { Resource = "users", Name = name };

    private static (string Namespace, string Name)? AccountOf(string user) =>
        user.StartsWith(AccountPrefix, StringComparison.Ordinal) && user[AccountPrefix.Length..].Split(':') is [var ns, var name] ? (ns, name) : null;

    private static UserInfo Become(string name, string[] groups)
    {
        if (name == UserInfo.Anonymous.Name) return UserInfo.Anonymous;
        if (groups.Length == 0 && AccountOf(name) is var (ns, account)) return UserInfo.OfServiceAccount(ns, account);
        return new UserInfo(name, [.. groups, "system:authenticated"]);
    }
}
