using System.Text.Json.Nodes;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Requests;

/// <summary>Questions about oneself: who am I, and may I. Whoever is known may everything.</summary>
internal static class Reviews
{
    /// <summary>Answers a review; null when the path is none.</summary>
    public static JsonObject? Answer(string path, JsonObject review) => path switch
    {
        "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews" => With(review, "SelfSubjectAccessReview", "authorization.k8s.io/v1", new JsonObject { ["allowed"] = true }),
        "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews" => With(review, "SelfSubjectRulesReview", "authorization.k8s.io/v1", AllRules()),
        "/apis/authentication.k8s.io/v1/selfsubjectreviews" => With(review, "SelfSubjectReview", "authentication.k8s.io/v1", new JsonObject
        {
            ["userInfo"] = new JsonObject { ["username"] = "sandbox-admin", ["groups"] = new JsonArray("system:masters", "system:authenticated") },
        }),
        _ => null,
    };

    private static JsonObject With(JsonObject review, string kind, string apiVersion, JsonObject status)
    {
        var answer = (JsonObject)review.DeepClone();
        answer["kind"] = kind;
        answer["apiVersion"] = apiVersion;
        answer.Metadata();
        answer["status"] = status;
        return answer;
    }

    private static JsonObject AllRules() => new()
    {
        ["resourceRules"] = new JsonArray(new JsonObject
        {
            ["verbs"] = new JsonArray("*"),
            ["apiGroups"] = new JsonArray("*"),
            ["resources"] = new JsonArray("*"),
        }),
        ["nonResourceRules"] = new JsonArray(new JsonObject { ["verbs"] = new JsonArray("*"), ["nonResourceURLs"] = new JsonArray("*") }),
        ["incomplete"] = false,
    };
}
