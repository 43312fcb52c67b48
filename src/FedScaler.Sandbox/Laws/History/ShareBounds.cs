namespace FedScaler.Sandbox.Laws.History;

/// <summary>What one member's HPA says.</summary>
internal readonly record struct ShareBounds(int Min, int Max)
{
    public override string ToString() => $"{Min} to {Max}";
}
