using FedScaler.Api.ScaleIns;
using FedScaler.Core.ScaleIn;
using FedScaler.Terminal;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace FedScaler.ScaleIns.View;

/// <summary>A table that is drawn anew at every change: the phase above it, what is waited for below.</summary>
internal sealed class LiveScaleInView(IAnsiConsole console) : IScaleInView
{
    /// <summary>More rows scroll out of a window, and a table that is redrawn then leaves its top behind each time.</summary>
    private const int MostRows = 15;

    private const int MostWaits = 5;

    private readonly LiveArea _area = new(console);

    /// <inheritdoc/>
    public Task RunAsync(Func<Task> follow) => _area.RunAsync("waiting for somebody to look at it …", follow);

    /// <inheritdoc/>
    public void Show(ScaleIn seen)
    {
        if (seen.Status is not { } status) return;
        var waits = status.WaitsFor.Take(MostWaits).Select(static wait => (IRenderable)new Text($"waits: {OneLine.Of(wait)}"));
        _area.Draw(new Rows([Header(seen, status), Pods(status), .. waits]));
    }

    /// <inheritdoc/>
    public void Trouble(string why) => _area.Draw(new Text(LiveArea.Trouble(why)));

    private static Markup Header(ScaleIn seen, ScaleInStatus status)
    {
        var done = status.Pods.Count(static pod => pod.State is nameof(PodState.Deleted) or nameof(PodState.Gone));
        return new Markup($"[bold]{Markup.Escape(seen.Metadata.Key.ToString())}[/]  [{Colour(status.Phase)}]{status.Phase}[/]  {done} of {seen.Spec.Pods.Count} gone");
    }

    private static Table Pods(ScaleInStatus status)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var title in (string[])["CLUSTER", "STAGE", "REPLICAS", "POD", "STATE"]) table.AddColumn(title, static column => column.NoWrap());
        table.AddColumn("IN WORDS");
        var clusters = status.Clusters.ToDictionary(static cluster => cluster.Name, StringComparer.Ordinal);
        // Those that are still there first: of hundreds only they are of interest.
        var pods = status.Pods.OrderBy(static pod => pod.State is nameof(PodState.Deleted) or nameof(PodState.Gone)).ToList();
        foreach (var pod in pods.Take(MostRows))
        {
            var cluster = clusters.GetValueOrDefault(pod.Cluster);
            IRenderable[] row =
            [
                new Text(OneLine.Of(pod.Cluster)), new Text(OneLine.Of(cluster?.Stage ?? "-")), new Text(StatusWords.Counts(cluster) ?? cluster?.ReplicasBefore?.ToString() ?? "-"),
                new Text(OneLine.Of(pod.Name)), new Text(OneLine.Of(pod.State ?? "-")), new Text(OneLine.Of(pod.Message ?? "")),
            ];
            table.AddRow(row);
        }

        if (pods.Count > MostRows) table.Caption($"and {pods.Count - MostRows} more");
        return table;
    }

    private static string Colour(ScaleInPhase? phase) => phase switch
    {
        ScaleInPhase.Completed => "green",
        { } end when end.IsEnd() => "red",
        _ => "yellow",
    };
}
