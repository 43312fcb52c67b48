using System.Text.Json.Nodes;
using FedScaler.Sandbox.ApiServer.Errors;
using FedScaler.Sandbox.ApiServer.Kinds;
using FedScaler.Sandbox.ApiServer.Ownership;
using FedScaler.Sandbox.ApiServer.Resources;
using FedScaler.Sandbox.ApiServer.Selectors;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Requests;

/// <summary>The scale subresource: an autoscaling/v1 Scale in front of a workload's own fields.</summary>
internal sealed class ScaleRequests(ObjectWriter writer)
{
    public JsonObject Get(ApiRequest request) => View(writer.Find(request).Object, Paths(request));

    public async Task<JsonObject> PutAsync(ApiRequest request)
    {
        var wanted = await request.ReadObjectAsync();
        return Write(request, "update", _ => wanted);
    }

    public async Task<JsonObject> PatchAsync(ApiRequest request)
    {
        PatchRequests.CheckMediaType(request);
        var patch = request.ContentType == PatchRequests.Apply ? await ApplyBody.ReadAsync(request) : await request.ReadBodyAsync();
        if (request.ContentType == PatchRequests.Apply) return Write(request, "apply", live => MergePatch(live, patch));
        return Write(request, "patch", PatchRequests.Change(request, patch));
    }

    private static JsonObject MergePatch(JsonObject live, JsonNode? patch) => Patching.MergePatch.Apply(live, patch) as JsonObject ?? [];

    private JsonObject Write(ApiRequest request, string verb, Func<JsonObject, JsonObject> change)
    {
        var paths = Paths(request);
        var schema = writer.StoredSchema(request.Resource);
        var by = request.Writer(verb == "apply" ? FieldWriter.Apply : FieldWriter.Update);
        var stored = writer.Update(
            request,
            verb,
            live => Scaled(live, change(View(live, paths)), paths),
            (live, next) => FieldOwnership.RecordUpdate(live, next, schema, by, time: null));
        return View(stored.Object, paths);
    }

    private static JsonObject Scaled(JsonObject live, JsonObject scale, ScalePaths paths)
    {
        var replicas = (scale["spec"] as JsonObject).Integer("replicas") ?? 0;
        if (replicas < 0)
        {
            var cause = Causes.Invalid("spec.replicas", scale.At("spec", "replicas")!.ToJsonString(), "must be greater than or equal to 0");
            throw ApiException.Invalid("autoscaling", "Scale", live.Name(), [cause]);
        }

        var next = (JsonObject)live.DeepClone();
        var at = next;
        foreach (var name in paths.SpecReplicas[..^1]) at = at.Child(name);
        at[paths.SpecReplicas[^1]] = replicas;
        next.Metadata().Remove("resourceVersion");
        if (scale.MetadataText("resourceVersion") is { } version) next.Metadata()["resourceVersion"] = version;
        return next;
    }

    private static ScalePaths Paths(ApiRequest request) => request.Resource.Scale ?? throw ApiException.NotFound(request.Type, request.Name);

    private static JsonObject View(JsonObject value, ScalePaths paths)
    {
        var metadata = new JsonObject();
        foreach (var name in (ReadOnlySpan<string>)["name", "namespace", "uid", "resourceVersion", "creationTimestamp"])
        {
            if (value.Metadata()[name] is { } there) metadata[name] = there.DeepClone();
        }

        var status = new JsonObject { ["replicas"] = value.At(paths.StatusReplicas)?.DeepClone() ?? 0 };
        var selector = paths.Selector is null ? null : value.At(paths.Selector);
        var text = paths.SelectorIsObject ? LabelSelector.FromObject(selector as JsonObject)?.ToString() : (selector as JsonValue)?.GetValue<string>();
        if (!string.IsNullOrEmpty(text)) status["selector"] = text;
        return new JsonObject
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = metadata,
            ["spec"] = new JsonObject { ["replicas"] = value.At(paths.SpecReplicas)?.DeepClone() ?? 0 },
            ["status"] = status,
        };
    }
}
