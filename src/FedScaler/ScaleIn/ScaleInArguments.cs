using FedScaler.Api.Common;
using FedScaler.Api.ScaleIns;
using FedScaler.Api.Validation;

namespace FedScaler.ScaleIns;

/// <summary>The command line as it was typed; all that is wrong with it is told before anything is written.</summary>
internal sealed record ScaleInArguments
{
    public const string DefaultKind = "Deployment";

    /// <summary>The service puts back what it held within a minute after the deadline; who waits longer waits for a service that is not there.</summary>
    private static readonly TimeSpan AfterDeadline = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan DryRunTimeout = TimeSpan.FromSeconds(60);

    public string? Workload { get; init; }

    public string? Kind { get; init; }

    public string? ApiVersion { get; init; }

    public IReadOnlyList<PodArgument> Pods { get; init; } = [];

    public ScaleInMode Mode { get; init; }

    public ScaleInGuarantee Guarantee { get; init; }

    public string? Deadline { get; init; }

    public string? Timeout { get; init; }

    public string? Name { get; init; }

    public bool DryRun { get; init; }

    public bool Wait { get; init; }

    public bool Json { get; init; }

    public string? Kubeconfig { get; init; }

    public string? Context { get; init; }

    /// <summary>What is to be done; null where something is wrong.</summary>
    /// <param name="faults">Told of everything that is wrong: each names the argument and what would mend it.</param>
    public ScaleInOptions? Read(ICollection<string> faults)
    {
        var workload = ReadWorkload(faults);
        var pods = PodArgument.ReadAll(Pods, faults);
        var deadline = ReadDuration("--deadline", Deadline, TimeSpan.FromSeconds(ScaleInDefaults.DeadlineSeconds), faults);
        var timeout = ReadDuration("--timeout", Timeout, DryRun ? DryRunTimeout : deadline + AfterDeadline, faults);
        if (Name is not null && ObjectName.Refusal(Name) is { } refusal) faults.Add($"--name {Name}: {refusal}");
        if (faults.Count > 0) return null;
        var spec = new ScaleInSpec
        {
            ScaleTargetRef = new ScaleTargetRef { ApiVersion = ApiVersion ?? UsualVersion, Kind = Kind ?? DefaultKind, Name = workload!.Value.Name },
            Pods = pods,
            Mode = Mode,
            Guarantee = Guarantee,
            DeadlineSeconds = (int)Math.Min(int.MaxValue, deadline.TotalSeconds),
            DryRun = DryRun,
        };
        foreach (var error in ScaleInValidator.Validate(spec)) faults.Add(Words(error));
        return faults.Count > 0 ? null : new ScaleInOptions
        {
            Kubeconfig = Kubeconfig,
            Context = Context,
            Namespace = workload.Value.Namespace,
            Name = Name,
            Spec = spec,
            Wait = Wait,
            Timeout = timeout,
            Json = Json,
        };
    }

    private string UsualVersion => Kind == "CloneSet" ? "apps.kruise.io/v1alpha1" : "apps/v1";

    private (string Namespace, string Name)? ReadWorkload(ICollection<string> faults)
    {
        const string form = "name the workload as NAMESPACE/NAME, such as shop/web";
        if (string.IsNullOrEmpty(Workload)) faults.Add($"NAMESPACE/NAME is missing: {form}, and before --pod");
        else if (Workload.Split('/') is not [{ Length: > 0 } ns, { Length: > 0 } name]) faults.Add($"{Workload} is not NAMESPACE/NAME: {form}");
        else if ((ObjectName.Refusal(ns) ?? ObjectName.Refusal(name)) is { } refusal) faults.Add($"{Workload}: {refusal}");
        else return (ns, name);
        return null;
    }

    private static TimeSpan ReadDuration(string option, string? text, TimeSpan otherwise, ICollection<string> faults)
    {
        if (text is null) return otherwise;
        // Plain seconds, as kubectl never takes them and everybody types them.
        var form = text.All(char.IsAsciiDigit) ? $"{text}s" : text;
        if (GoDuration.TryParse(form, out var duration) && duration > TimeSpan.Zero) return duration;
        faults.Add($"{option} {text}: is not a time of a second or more: write it as 600s, 10m or 1h30m");
        return otherwise;
    }

    /// <summary>Fields go by the arguments that they come from.</summary>
    private static string Words(FieldError error) => error.Field switch
    {
        "spec.scaleTargetRef" => $"--kind and --api-version {error.Message}",
        "spec.scaleTargetRef.kind" => $"--kind: {error.Message}",
        "spec.scaleTargetRef.apiVersion" => $"--api-version: {error.Message}",
        "spec.pods" => $"--pod: {error.Message}",
        _ => error.ToString(),
    };
}
