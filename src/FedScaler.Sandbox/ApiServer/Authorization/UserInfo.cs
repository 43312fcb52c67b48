using System.Text.Json.Nodes;

namespace FedScaler.Sandbox.ApiServer.Authorization;

/// <summary>Who asks.</summary>
internal sealed record UserInfo(string Name, params IReadOnlyList<string> Groups)
{
    public const string Masters = "system:masters";

    public static readonly UserInfo Anonymous = new("system:anonymous", "system:unauthenticated");

    public static readonly UserInfo Administrator = new(SandboxApiServer.AdministratorName, Masters, "system:authenticated");

    /// <summary>Of this group no authorizer is ever asked.</summary>
    public bool IsMaster => Groups.Contains(Masters);

    public bool IsAuthenticated => Groups.Contains("system:authenticated");

    public static UserInfo OfServiceAccount(string ns, string name) =>
        new($"system:serviceaccount:{ns}:{name}", "system:serviceaccounts", $"system:serviceaccounts:{ns}", "system:authenticated");

    public JsonObject ToJson() => new()
    {
        ["username"] = Name,
        ["groups"] = new JsonArray([.. Groups.Select(static group => (JsonNode)group)]),
    };
}
