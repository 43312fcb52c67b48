using System.Text.Json.Nodes;
using FedScaler.Sandbox.ApiServer.Errors;
using FedScaler.Sandbox.ApiServer.Kinds;
using FedScaler.Sandbox.Json;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.ApiServer.Requests;

/// <summary>The subresource token of ServiceAccounts (pkg/registry/core/serviceaccount/storage/token.go).</summary>
internal sealed class TokenRequests(ClusterStore store, ServiceAccountTokens tokens, TimeProvider time)
{
    // pkg/apis/authentication/validation/validation.go
    private const long MinSeconds = 10 * 60;
    private const long MaxSeconds = 1L << 32;
    private const long DefaultSeconds = 60 * 60;

    public async Task<JsonObject> AnswerAsync(ApiRequest request)
    {
        var body = await request.ReadObjectAsync();
        var account = store.Get(request.Type, request.Key) ?? throw ApiException.NotFound(request.Type, request.Name);
        var seconds = (body["spec"] as JsonObject).Integer("expirationSeconds") ?? DefaultSeconds;
        if (WhyNot(seconds) is { } refusal)
            throw ApiException.Invalid("authentication.k8s.io", "TokenRequest", "", [Causes.Invalid("spec.expirationSeconds", $"{seconds}", refusal)]);
        var (token, expires) = tokens.Issue(account, TimeSpan.FromSeconds(seconds));
        return new JsonObject
        {
            ["kind"] = "TokenRequest",
            ["apiVersion"] = "authentication.k8s.io/v1",
            ["metadata"] = new JsonObject { ["name"] = request.Name, ["namespace"] = request.Namespace, ["creationTimestamp"] = time.GetUtcNow().ToKubernetesTime() },
            ["spec"] = new JsonObject
            {
                ["audiences"] = body.At("spec", "audiences")?.DeepClone() ?? new JsonArray("https://kubernetes.default.svc.cluster.local"),
                ["expirationSeconds"] = seconds,
                ["boundObjectRef"] = body.At("spec", "boundObjectRef")?.DeepClone(),
            },
            ["status"] = new JsonObject { ["token"] = token, ["expirationTimestamp"] = expires.ToKubernetesTime() },
        };
    }

    private static string? WhyNot(long seconds) => seconds switch
    {
        < MinSeconds => "may not specify a duration less than 10 minutes",
        > MaxSeconds => "may not specify a duration larger than 2^32 seconds",
        _ => null,
    };
}
