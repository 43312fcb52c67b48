using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.ApiServer.Errors;
using FedScaler.Sandbox.ApiServer.Kinds;
using FedScaler.Sandbox.ApiServer.Selectors;
using FedScaler.Sandbox.Json;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.ApiServer.Requests;

/// <summary>The subresources of pods that are verbs: binding to a node, and eviction within disruption budgets.</summary>
internal sealed class PodSubresources(ClusterStore store, DeleteRequests deletes, TimeProvider time)
{
    private const int EvictionRetrySeconds = 10;

    public async Task<JsonObject> BindAsync(ApiRequest request)
    {
        var binding = await request.ReadObjectAsync();
        var node = (binding["target"] as JsonObject).Text("name");
        if (string.IsNullOrEmpty(node)) throw ApiException.Invalid("", "Binding", request.Name, [Causes.Required("target.name")]);
        while (true)
        {
            var live = store.Find(request.Type, request.Key) ?? throw ApiException.NotFound(request.Type, request.Name);
            if ((live.Object["spec"] as JsonObject).Text("nodeName") is { Length: > 0 } bound)
                throw ApiException.Conflict("", "pods/binding", request.Name, $"pod {request.Name} is already assigned to node \"{bound}\"");
            if (live.Object.IsBeingDeleted())
                throw ApiException.Conflict("", "pods/binding", request.Name, $"pod {request.Name} is being deleted, cannot be assigned to a host");
            if (request.IsDryRun || store.Replace(request.Type, request.Key, live, Bound(live.Object, node), request.Origin("create")) is not null)
                return StatusBody.Success(201);
        }
    }

    public async Task<JsonObject> EvictAsync(ApiRequest request)
    {
        var eviction = await request.ReadObjectAsync();
        var pod = store.Get(request.Type, request.Key) ?? throw ApiException.NotFound(request.Type, request.Name);
        if (IsCountedByBudgets(pod)) CheckBudgets(request, pod);
        deletes.Delete(request, request.Key, eviction["deleteOptions"] as JsonObject ?? []);
        return StatusBody.Success(201);
    }

    private JsonObject Bound(JsonObject pod, string node)
    {
        var next = (JsonObject)pod.DeepClone();
        next.Child("spec")["nodeName"] = node;
        var status = next.Child("status");
        if (status["conditions"] is not JsonArray conditions) status["conditions"] = conditions = [];
        foreach (var former in conditions.OfType<JsonObject>().Where(each => each.Text("type") == "PodScheduled").ToArray()) conditions.Remove(former);
        conditions.Add((JsonNode)new JsonObject
        {
            ["type"] = "PodScheduled",
            ["status"] = "True",
            ["lastProbeTime"] = null,
            ["lastTransitionTime"] = time.GetUtcNow().ToKubernetesTime(),
        });
        return next;
    }

    /// <summary>Pods that are over, or wait to be scheduled, may always go (core/pod/storage/eviction.go).</summary>
    private static bool IsCountedByBudgets(JsonObject pod) =>
        !pod.IsBeingDeleted() && (pod["status"] as JsonObject).Text("phase") is not ("Succeeded" or "Failed" or "Pending");

    private void CheckBudgets(ApiRequest request, JsonObject pod)
    {
        var budgets = store.List(KnownResources.PodDisruptionBudgets, request.Namespace)
            .Where(budget => LabelSelector.FromObject(budget.At("spec", "selector") as JsonObject)?.Matches(pod) == true).ToArray();
        if (budgets.Length > 1) throw ApiException.Make(500, "InternalError", "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.");
        if (budgets.Length == 0 || IsFreeToGo(pod, budgets[0])) return;
        ApiException? refusal = null;
        store.Update(KnownResources.PodDisruptionBudgets, budgets[0].Key(), budget =>
        {
            // Judged under the store's lock: two evictions at once must not both take the last disruption.
            refusal = WhyNot(budget);
            if (refusal is not null || request.IsDryRun) return false;
            var spent = budget.Child("status");
            spent["disruptionsAllowed"] = spent.Integer("disruptionsAllowed") - 1;
            spent.Child("disruptedPods")[pod.Name()] = time.GetUtcNow().ToKubernetesTime();
            return true;
        });
        if (refusal is not null) throw refusal;
    }

    /// <summary>A pod that is not ready costs nobody anything while the others keep the budget, or where the budget says so.</summary>
    private static bool IsFreeToGo(JsonObject pod, JsonObject budget)
    {
        var ready = (pod.At("status", "conditions") as JsonArray ?? []).OfType<JsonObject>().Any(each => each.Text("type") == "Ready" && each.Text("status") == "True");
        if (ready) return false;
        if ((budget["spec"] as JsonObject).Text("unhealthyPodEvictionPolicy") == "AlwaysAllow") return true;
        var status = budget["status"] as JsonObject;
        return status.Integer("desiredHealthy") is > 0 and var desired && status.Integer("currentHealthy") >= desired;
    }

    private static ApiException? WhyNot(JsonObject budget)
    {
        var (status, name) = (budget["status"] as JsonObject, budget.Name());
        if ((status.Integer("observedGeneration") ?? 0) < (budget.Metadata().Integer("generation") ?? 0))
            return Refused($"The disruption budget {name} is still being processed by the server.", EvictionRetrySeconds);
        if (status.Integer("disruptionsAllowed") is > 0) return null;
        return Refused(
            $"The disruption budget {name} needs {status.Integer("desiredHealthy") ?? 0} healthy pods and has {status.Integer("currentHealthy") ?? 0} currently", null);
    }

    /// <param name="retryAfterSeconds">Null where the server has no idea when it would be worth another try.</param>
    private static ApiException Refused(string why, int? retryAfterSeconds)
    {
        var details = ApiException.Details("", "", "", [new StatusCause("DisruptionBudget", "", why)]);
        if (retryAfterSeconds is { } seconds) details["retryAfterSeconds"] = seconds;
        return ApiException.Make(
            429, "TooManyRequests", "Cannot evict pod as it would violate the pod's disruption budget.", details, retryAfterSeconds);
    }
}
