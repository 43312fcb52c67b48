namespace FedScaler.Status;

/// <summary>An application by the name that was typed: of its FedHPA, or of a ReplicaBinding that the user leads.</summary>
internal sealed record ApplicationName(bool IsBinding, string Name)
{
    /// <summary>NAME, fhpa/NAME or rb/NAME, with the kinds as kubectl takes them; null where it is none of these.</summary>
    public static ApplicationName? Parse(string text) => text.Split('/') switch
    {
        [{ Length: > 0 } name] => new ApplicationName(false, name),
        ["fhpa" or "fedhpa" or "fedhpas", { Length: > 0 } name] => new ApplicationName(false, name),
        ["rb" or "replicabinding" or "replicabindings", { Length: > 0 } name] => new ApplicationName(true, name),
        _ => null,
    };

    public bool Is(ApplicationReport report) => report.Name == Name && report.IsBinding == IsBinding;

    /// <inheritdoc/>
    public override string ToString() => $"{(IsBinding ? "ReplicaBinding" : "FedHPA")} {Name}";
}
