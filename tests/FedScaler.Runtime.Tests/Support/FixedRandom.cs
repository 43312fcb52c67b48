namespace FedScaler.Runtime.Tests.Support;

/// <summary>Always the same draw; 0 is no jitter, just under 1 is all of it.</summary>
internal sealed class FixedRandom(double draw) : Random
{
    public override double NextDouble() => draw;

    public override int Next(int maxValue) => (int)(draw * maxValue);
}
