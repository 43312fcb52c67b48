using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FedScaler.Api;
using FedScaler.Api.CronHpas;
using FedScaler.Api.Json;
using FedScaler.Api.Validation;
using FedScaler.Kube.Json;

namespace FedScaler.Cron.Explain;

/// <summary>CronHPAs and what they act on, read from files and checked as admission checks them.</summary>
internal sealed class ExplainInput
{
    private readonly List<FileFault> _faults = [];
    private readonly List<CronHpa> _schedules = [];
    private readonly HashSet<(Type Kind, string Namespace, string Name)> _seen = [];
    private readonly Dictionary<TargetKey, Reach> _targets = [];
    private string _file = "";

    /// <summary>All that is wrong; nothing is explained unless there is nothing.</summary>
    public IReadOnlyList<FileFault> Faults => _faults;

    public IReadOnlyList<CronHpa> Schedules => _schedules;

    /// <summary>What the targets that were read have without any schedule.</summary>
    public IReadOnlyDictionary<TargetKey, Reach> Targets => _targets;

    /// <summary>Takes in the documents of a file.</summary>
    public void Add(string file, string text)
    {
        _file = file;
        try
        {
            var documents = YamlJson.ParseAll(text);
            for (var i = 0; i < documents.Count; i++)
                foreach (var item in Items(documents[i])) Read(item, i + 1);
        }
        catch (YamlFormatException malformed)
        {
            Refuse(file, malformed.Message);
        }
    }

    /// <summary>Notes that a whole file is of no use.</summary>
    public void Refuse(string file, string message) => _faults.Add(new FileFault(file, 0, "", new FieldError("", message)));

    /// <summary>What <c>kubectl get -o yaml</c> prints of several objects is one document.</summary>
    private static IEnumerable<JsonNode?> Items(JsonNode document) =>
        document is JsonObject list && Text(list["kind"]) == "List" && list["items"] is JsonArray items ? items : [document];

    private void Read(JsonNode? value, int document)
    {
        if (value is not JsonObject fields)
        {
            Fault(document, "no object", new FieldError("", "a Kubernetes object belongs here, with apiVersion and kind"));
            return;
        }

        var kind = Text(fields["kind"]);
        var subject = $"{kind ?? "no kind"} {Text(Metadata(fields, "name"))}".TrimEnd();
        if (kind == ApiResources.CronHpas.Kind)
        {
            if (Read(fields, ApiJson.Default.CronHpa, static read => CronHpaValidator.Validate(read.Spec), document, subject) is { } schedule) _schedules.Add(schedule);
        }
        else if (kind == ApiResources.FedHpas.Kind)
        {
            if (Read(fields, ApiJson.Default.FedHpa, static read => FedHpaValidator.Validate(read.Spec), document, subject) is { } target)
                _targets[TargetKey.Of(kind, target.Metadata)] = new Reach { MinReplicas = target.Spec.MinReplicas, MaxReplicas = target.Spec.MaxReplicas };
        }
        else if (kind == ApiResources.ReplicaBindings.Kind)
        {
            if (Read(fields, ApiJson.Default.ReplicaBinding, static read => ReplicaBindingValidator.Validate(read.Spec), document, subject) is { } target)
                _targets[TargetKey.Of(kind, target.Metadata)] = new Reach { Replicas = target.Spec.Replicas };
        }
        else if (Text(fields["apiVersion"])?.StartsWith($"{ApiResources.Group}/", StringComparison.Ordinal) != false && ApiResources.All.All(known => known.Kind != kind))
        {
            // What is of another group may stand in the file too; what is meant to be ours and is not must not be passed over.
            Fault(document, subject, new FieldError("kind", $"must be CronHPA, FedHPA or ReplicaBinding, and is {kind ?? "not given"}"));
        }
    }

    private T? Read<T>(JsonObject value, JsonTypeInfo<T> type, Func<T, IReadOnlyList<FieldError>> validate, int document, string subject) where T : class
    {
        var read = StrictReader.Read(value, type);
        var errors = read.Value is { } whole ? validate(whole) : read.Errors;
        var own = Text(Metadata(value, "name"));
        if (string.IsNullOrEmpty(own)) errors = [.. errors, new FieldError("metadata.name", "must be given", FieldReasons.Required)];
        else if (!_seen.Add((type.Type, Text(Metadata(value, "namespace")) ?? "", own))) errors = [.. errors, new FieldError("metadata.name", $"{subject} is there twice: keep one of them", FieldReasons.Duplicate)];
        foreach (var error in errors) Fault(document, subject, error);
        return errors.Count == 0 ? read.Value : null;
    }

    private void Fault(int document, string subject, FieldError error) => _faults.Add(new FileFault(_file, document, subject, error));

    private static JsonNode? Metadata(JsonObject value, string field) => (value["metadata"] as JsonObject)?[field];

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
