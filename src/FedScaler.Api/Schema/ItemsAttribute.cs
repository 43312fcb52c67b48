namespace FedScaler.Api.Schema;

/// <summary>Bounds of a list or map, and what tells its items apart.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ItemsAttribute(int max) : Attribute
{
    public int Max { get; } = max;

    public int Min { get; init; }

    /// <summary>The fields that together name an item (<c>x-kubernetes-list-type: map</c>); none for an atomic list.</summary>
    public string[] Keys { get; init; } = [];

    /// <summary>No value twice (<c>x-kubernetes-list-type: set</c>).</summary>
    public bool Set { get; init; }
}
