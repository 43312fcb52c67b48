namespace FedScaler.Controllers.Fleet.Projections;

/// <summary>One requirement of a label selector. An operator that is not known selects nothing.</summary>
internal sealed record SelectorRequirement(string Key, string Operator, string[] Values)
{
    /// <summary>As in Kubernetes, NotIn holds for an absent label.</summary>
    public bool Matches(string? value) => Operator switch
    {
        "In" => value is not null && Values.Contains(value),
        "NotIn" => value is null || !Values.Contains(value),
        "Exists" => value is not null,
        "DoesNotExist" => value is null,
        _ => false,
    };

    public override string ToString() => Operator switch
    {
        "In" when Values is [var only] => $"{Key}={only}",
        "In" => $"{Key} in ({string.Join(',', Values)})",
        "NotIn" when Values is [var only] => $"{Key}!={only}",
        "NotIn" => $"{Key} notin ({string.Join(',', Values)})",
        "DoesNotExist" => $"!{Key}",
        _ => Key,
    };
}
