namespace FedScaler.Core.Scheduling;

/// <summary>A text is not a schedule; the message names the field, what is wrong with it, and how to mend it.</summary>
/// <param name="field">Which field of the text: minute, hour, day of month, month, weekday, or schedule for the whole of it.</param>
/// <param name="problem">What is wrong and how to mend it.</param>
public sealed class CronFormatException(string field, string problem) : FormatException($"{field}: {problem}")
{
    /// <summary>minute, hour, day of month, month, weekday, or schedule for the whole text.</summary>
    public string Field { get; } = field;

    /// <summary>What is wrong and how to mend it, without the field's name.</summary>
    public string Problem { get; } = problem;
}
