using System.Text.Json.Nodes;
using FedScaler.Sandbox.ApiServer;

namespace FedScaler.Sandbox.Karmada.Clusters;

/// <summary>status.apiEnablements: the kinds that a member serves, from its discovery.</summary>
internal static class ApiEnablements
{
    public static JsonArray Of(SandboxApiServer member)
    {
        var groups = member.Served.GroupBy(static served => served.Type.ApiVersion).OrderBy(static group => group.Key, StringComparer.Ordinal);
        return
        [
            .. groups.Select(static group => (JsonNode)new JsonObject
            {
                ["groupVersion"] = group.Key,
                ["resources"] = new JsonArray(
                [
                    .. group.OrderBy(static served => served.Type.Plural, StringComparer.Ordinal)
                        .Select(static served => (JsonNode)new JsonObject { ["kind"] = served.Type.Kind, ["name"] = served.Type.Plural }),
                ]),
            }),
        ];
    }
}
