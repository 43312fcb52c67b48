using FedScaler.Kube.Json;
using FedScaler.Terminal;

namespace FedScaler.Migrate.FederatedHpas;

/// <summary>The steps as they would be taken, each with what it writes.</summary>
internal static class StepList
{
    public static async Task WriteAsync(IReadOnlyList<MigrationStep> steps, MigrationSight sight, TextWriter output)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            var done = step.IsDone(sight);
            var waits = done ? null : step.Waits(sight);
            await output.WriteLineAsync(OneLine.Of($"{i + 1}/{steps.Count} {step.Title}{(done ? ": is done already" : "")}{(waits is null ? "" : $" (waits: {waits})")}"));
            if (!done && step.Manifest is { } manifest)
                foreach (var line in YamlJson.Write(manifest).TrimEnd('\n').Split('\n')) await output.WriteLineAsync($"    {line}");
        }
    }
}
