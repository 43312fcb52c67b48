using System.Text.Json.Nodes;
using FedScaler.Sandbox.ApiServer.Ownership;
using FedScaler.Sandbox.ApiServer.Schemas;

namespace FedScaler.Sandbox.ApiServer.Requests;

/// <summary>Questions about oneself: who am I, and may I. Whoever is known may everything.</summary>
internal static class Reviews
{
    /// <summary>Answers a review; null when the path is none.</summary>
    public static JsonObject? Answer(string path, JsonObject review, string manager, string now) => path switch
    {
        "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews" => With(review, manager, now, "SelfSubjectAccessReview", "authorization.k8s.io/v1", new JsonObject { ["allowed"] = true }),
        "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews" => With(review, manager, now, "SelfSubjectRulesReview", "authorization.k8s.io/v1", AllRules()),
        "/apis/authentication.k8s.io/v1/selfsubjectreviews" => With(review, manager, now, "SelfSubjectReview", "authentication.k8s.io/v1", new JsonObject
        {
            ["userInfo"] = new JsonObject { ["username"] = "sandbox-admin", ["groups"] = new JsonArray("system:masters", "system:authenticated") },
        }),
        _ => null,
    };

    private static JsonObject With(JsonObject review, string manager, string now, string kind, string apiVersion, JsonObject status)
    {
        var answer = (JsonObject)review.DeepClone();
        answer["kind"] = kind;
        answer["apiVersion"] = apiVersion;
        FieldOwnership.RecordUpdate(null, answer, BuiltInSchemas.Of("SelfReview"), new FieldWriter(manager, FieldWriter.Update, apiVersion, ""), now);
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
