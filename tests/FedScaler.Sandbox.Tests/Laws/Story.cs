using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Laws;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Tests.Laws;

/// <summary>A history made by hand: what each API server stored, in order, told to a law book.</summary>
internal sealed class Story
{
    public static readonly WriteOrigin Service = new("fedscaler/0.1", "fedscaler", "apply");
    public static readonly WriteOrigin User = new("kubectl/v1.36.2", "kubectl", "patch");

    private static readonly ObjectKey Times = new("shop", "times");

    private readonly LawBook _book = new("hub");
    private readonly Dictionary<(string Cluster, ResourceType Resource, ObjectKey Key), JsonObject> _stored = [];
    private readonly Dictionary<string, long> _revisions = [];

    public DateTimeOffset Now { get; private set; } = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Three members, 60 replicas to share, 20 each; settled.</summary>
    public static Story OfThree(string more = "", int runs = 5)
    {
        var story = new Story();
        foreach (var member in (string[])["idc-a", "idc-b", "cloud-c"]) story.Register(member).Runs(member, runs);
        return story.Asks(6, 60, more).Gives("idc-a", 2, 20).Gives("idc-b", 2, 20).Gives("cloud-c", 2, 20).Binds(("idc-a", runs), ("idc-b", runs), ("cloud-c", runs)).Wait(300);
    }

    public Story Wait(double seconds)
    {
        Now += TimeSpan.FromSeconds(seconds);
        _book.Judge(Now);
        return this;
    }

    public Story Register(string member, bool paused = false) => Store("hub", ApiResources.MemberClusters, new(null, member), Json($$"""
        {"metadata":{"labels":{"name":"{{member}}"} },"spec":{"paused":{{(paused ? "true" : "false")}} } }
        """), User);

    /// <param name="more">Further fields of the spec, as JSON: each begins with a comma.</param>
    public Story Asks(int min, int max, string more = "", string name = "web", WriteOrigin? by = null) => Store("hub", ApiResources.FedHpas, new("shop", name), Json($$"""
        {"spec":{"scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"web"},"minReplicas":{{min}},"maxReplicas":{{max}}{{more}} } }
        """), by ?? User);

    /// <summary>A CronHPA "times" on the FedHPA, in UTC.</summary>
    /// <param name="rules">Its rules as JSON, with commas between.</param>
    public Story Schedules(string rules, int historyLimit = 10) => Store("hub", ApiResources.CronHpas, Times, Json($$"""
        {"spec":{"scaleTargetRef":{"apiVersion":"fedscaler.io/v1alpha1","kind":"FedHPA","name":"web"},"rules":[{{rules}}],"historyLimit":{{historyLimit}} } }
        """), User);

    public Story Unschedules() => Delete("hub", ApiResources.CronHpas, Times, User);

    /// <summary>The service puts transitions down.</summary>
    public Story Tells(params string[] history)
    {
        var next = (JsonObject)_stored[("hub", ApiResources.CronHpas, Times)].DeepClone();
        next["status"] = Json($$"""{"history":[{{string.Join(',', history)}}] }""");
        return Store("hub", ApiResources.CronHpas, Times, next, Service);
    }

    public Story Skewed(TimeSpan offset)
    {
        _book.Skew(offset, Now);
        return this;
    }

    /// <summary>The user puts a value under the key paused of the service's ConfigMap.</summary>
    public Story Brakes(string paused) =>
        Store("hub", KnownResources.ConfigMaps, new("fedscaler-system", "fedscaler"), Json($$"""{"data":{"paused":"{{paused}}"} }"""), User);

    /// <summary>The user deletes the FedHPA.</summary>
    public Story Forgets(string name = "web") => Delete("hub", ApiResources.FedHpas, new("shop", name), User);

    public Story Binds(params (string Member, int Replicas)[] rows) => Binds(rows.Sum(row => row.Replicas), rows);

    public Story Binds(int total, params (string Member, int Replicas)[] rows) => Binds(Service, total, rows);

    public Story Binds(WriteOrigin by, int total, params (string Member, int Replicas)[] rows) => Store("hub", ApiResources.ReplicaBindings, new("shop", "web-deployment"), new JsonObject
    {
        ["spec"] = new JsonObject
        {
            ["scaleTargetRef"] = new JsonObject { ["kind"] = "Deployment", ["name"] = "web" },
            ["replicas"] = total,
            ["clusters"] = new JsonArray([.. rows.Select(row => new JsonObject { ["name"] = row.Member, ["replicas"] = row.Replicas })]),
        },
    }, by);

    /// <summary>The same on a Karmada control plane.</summary>
    /// <param name="by">Null for Karmada itself.</param>
    public Story Divides(WriteOrigin? by, int total, params (string Member, int Replicas)[] rows) => Store("hub", KarmadaResources.ResourceBindings, new("shop", "web-deployment"), new JsonObject
    {
        ["spec"] = new JsonObject
        {
            ["schedulerName"] = "fedscaler",
            ["resource"] = new JsonObject { ["kind"] = "Deployment", ["name"] = "web" },
            ["replicas"] = total,
            ["clusters"] = new JsonArray([.. rows.Select(row => new JsonObject { ["name"] = row.Member, ["replicas"] = row.Replicas })]),
        },
    }, by);

    /// <param name="heldBy">uid of the ScaleIn that holds it.</param>
    public Story Gives(string member, int min, int max, WriteOrigin? by = null, int desired = 0, string? heldBy = null)
    {
        var hpa = Hpa(min, max, desired, "shop/web");
        if (heldBy is not null) hpa["metadata"]!["annotations"]!["fedscaler.io/held-by"] = heldBy;
        return Store(member, KnownResources.HorizontalPodAutoscalers, new("shop", "web"), hpa, by ?? Service);
    }

    /// <summary>
    /// A ScaleIn that takes pod "bad" out of idc-a, as far as it has come.
    /// </summary>
    /// <param name="stage">Of idc-a, e.g. Committed.</param>
    /// <param name="hold">Whether the fleet is Held or Released; null: it was not asked.</param>
    /// <param name="spec">Further fields of the spec, as JSON: each begins with a comma.</param>
    public Story Removes(string phase, string stage, string? hold = "Held", int before = 5, int after = 4, string spec = "", int? max = null, bool ending = false)
    {
        var value = Json($$"""
            {"spec":{"scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"web"},"pods":[{"cluster":"idc-a","name":"bad"}]{{spec}} },
             "status":{"phase":"{{phase}}","pods":[{"cluster":"idc-a","name":"bad","uid":"bad-uid"}],
              "clusters":[{"name":"idc-a","stage":"{{stage}}","replicasBefore":{{before}},"replicasAfter":{{after}} }]} }
            """);
        if (hold is not null) value["status"]!["fleet"] = new JsonObject { ["hold"] = hold };
        if (max is { } lowered) value["status"]!["fleet"]!["maxReplicas"] = lowered;
        if (ending) value["status"]!["ending"] = Json("""{"phase":"Aborted","reason":"DeadlineExceeded"}""");
        return Store("hub", ApiResources.ScaleIns, new("shop", "out"), value, Service);
    }

    public Story ForgetsRemoval() => Delete("hub", ApiResources.ScaleIns, new("shop", "out"), User);

    /// <summary>A pod of the Deployment through its ReplicaSet; its uid is its name and "-uid".</summary>
    public Story Has(string member, string name, bool ready = true, bool going = false, WriteOrigin? by = null)
    {
        Store(member, KnownResources.ReplicaSets, new("shop", "web-1"), Json("""
            {"metadata":{"ownerReferences":[{"kind":"Deployment","name":"web","controller":true}]},"spec":{"selector":{},"template":{} } }
            """), by: null);
        var pod = Json($$"""
            {"metadata":{"uid":"{{name}}-uid","ownerReferences":[{"kind":"ReplicaSet","name":"web-1","controller":true}]},
             "status":{"phase":"Running","conditions":[{"type":"Ready","status":"{{(ready ? "True" : "False")}}"}]} }
            """);
        if (going) pod["metadata"]!["deletionTimestamp"] = "2026-03-01T09:00:00Z";
        return Store(member, KnownResources.Pods, new("shop", name), pod, by);
    }

    public Story OwnHpa(string member, string name = "mine") =>
        Store(member, KnownResources.HorizontalPodAutoscalers, new("shop", name), Hpa(1, 9, 0, owner: null), User);

    public Story Takes(string member) => Delete(member, KnownResources.HorizontalPodAutoscalers, new("shop", "web"), Service);

    public Story Runs(string member, int replicas, int? ready = null, WriteOrigin? by = null, string template = "") => Store(member, KnownResources.Deployments, new("shop", "web"), Json($$"""
        {"spec":{"replicas":{{replicas}} ,"selector":{},"template":{"image":"{{template}}"} },"status":{"readyReplicas":{{ready ?? replicas}} } }
        """), by);

    public Story Pod(string member, string name, string status = "{}") => Store(member, KnownResources.Pods, new("shop", name), Json($$"""{"status":{{status}} }"""), null);

    public Story DropsPod(string member, string name, WriteOrigin? by) => Delete(member, KnownResources.Pods, new("shop", name), by);

    public Story Silent(string cluster)
    {
        _book.Silent(cluster, Now);
        return this;
    }

    public Story Back(string cluster)
    {
        _book.Back(cluster, Now);
        return this;
    }

    public LawVerdict Verdict() => _book.Judge(Now);

    /// <summary>The numbers of the laws that were broken.</summary>
    public int[] Broken() => [.. Verdict().Violations.Select(violation => violation.Law).Distinct().Order()];

    private Story Store(string cluster, ResourceType resource, ObjectKey key, JsonObject value, WriteOrigin? by)
    {
        var previous = _stored.GetValueOrDefault((cluster, resource, key));
        var metadata = value["metadata"]?.DeepClone() as JsonObject ?? [];
        (metadata["name"], metadata["namespace"], metadata["resourceVersion"]) = (key.Name, key.Namespace, $"{Next(cluster)}");
        value["metadata"] = metadata;
        _stored[(cluster, resource, key)] = value;
        return Tell(cluster, new StoreEvent(_revisions[cluster], Now, previous is null ? WatchEventType.Added : WatchEventType.Modified, resource, key, value, previous, by));
    }

    private Story Delete(string cluster, ResourceType resource, ObjectKey key, WriteOrigin? by)
    {
        _stored.Remove((cluster, resource, key), out var last);
        return Tell(cluster, new StoreEvent(Next(cluster), Now, WatchEventType.Deleted, resource, key, last!, last, by));
    }

    private Story Tell(string cluster, StoreEvent change)
    {
        _book.Record(cluster, change);
        return this;
    }

    private long Next(string cluster) => _revisions[cluster] = _revisions.GetValueOrDefault(cluster, 1) + 1;

    private static JsonObject Hpa(int min, int max, int desired, string? owner)
    {
        var value = Json($$"""
            {"spec":{"scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"web"},"minReplicas":{{min}},"maxReplicas":{{max}} },"status":{"desiredReplicas":{{desired}} } }
            """);
        if (owner is not null) value["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["fedscaler.io/owner"] = owner } };
        return value;
    }

    private static JsonObject Json(string text) => (JsonObject)JsonNode.Parse(text)!;
}
