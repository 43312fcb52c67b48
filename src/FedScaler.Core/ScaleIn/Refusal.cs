namespace FedScaler.Core.ScaleIn;

/// <summary>Why it cannot be done as asked.</summary>
/// <param name="Field">Of the ScaleIn, e.g. spec.pods[2].name.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Mend">What would help.</param>
public sealed record Refusal(string Field, RefusalReason Reason, string Message, string Mend)
{
    public override string ToString() => $"{Field}: {Message}; {Mend}";
}
