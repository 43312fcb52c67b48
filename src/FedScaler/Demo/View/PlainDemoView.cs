using FedScaler.Demo.Report;
using FedScaler.Terminal;

namespace FedScaler.Demo.View;

/// <summary>Lines for logs and pipes: one a simulated hour, one an event, and no control characters.</summary>
public sealed class PlainDemoView(TextWriter output) : IDemoView
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private DateTimeOffset? _due;

    /// <inheritdoc/>
    public Task RunAsync(Func<Task> play) => play();

    /// <inheritdoc/>
    public void Show(DemoSample sample, double progress)
    {
        if (sample.Time < _due) return;
        _due = new DateTimeOffset(sample.Time.UtcTicks / Every.Ticks * Every.Ticks, TimeSpan.Zero) + Every;
        var members = string.Join("  ", sample.Members.Select(static member => $"{member.Name} {member.Runs}/{member.Max?.ToString() ?? "-"}{State(member)}"));
        output.WriteLine($"{sample.Time:ddd HH:mm} {progress,4:0%}  demand {sample.Demand,6:0}/s  served {sample.Served,6:0}/s  {sample.Bounds.Min} to {sample.Bounds.Max}  {members}");
    }

    /// <inheritdoc/>
    public void Tell(DemoEvent happened) =>
        output.WriteLine($"{happened.Time:ddd HH:mm:ss} {(happened.Member is { } member ? $"{member}: " : "")}{OneLine.Of(happened.Text)}");

    /// <inheritdoc/>
    public void Finish(DemoRecord record, string? report)
    {
        output.WriteLine();
        foreach (var (label, value) in DemoFacts.Of(record)) output.WriteLine($"{label,-16} {value}");
        foreach (var law in record.Laws.Laws)
            output.WriteLine($"law {law.Number}: {(law.Violations == 0 ? "kept" : $"BROKEN {law.Violations} times")} in {law.Checks} checks: {law.Title}");
        foreach (var line in Lines.Faults(record)) output.WriteLine(line);
        if (report is not null) output.WriteLine($"report: {report}");
    }

    private static string State(MemberSample member) => member.State == "Active" ? "" : $" ({member.State})";
}
