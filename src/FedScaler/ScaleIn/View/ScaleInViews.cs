using FedScaler.Terminal;

namespace FedScaler.ScaleIns.View;

/// <summary>Chooses how to show a ScaleIn: a live table where a person looks, plain lines elsewhere.</summary>
internal static class ScaleInViews
{
    /// <param name="interactive">Whether a person looks at <paramref name="output"/>: a terminal that is not a dumb one.</param>
    public static IScaleInView For(TextWriter output, bool interactive, TimeProvider time) =>
        interactive ? new LiveScaleInView(Terminals.On(output, interactive: true)) : new PlainScaleInView(output, time);

    /// <summary>NO_COLOR takes the colours and the redrawing away. A dry run has one answer and nothing to follow.</summary>
    public static IScaleInView ForConsole(TextWriter output, ScaleInOptions options, TimeProvider time)
    {
        if (options.Json || options.Spec.DryRun) return new SilentScaleInView();
        return For(output, Terminals.CanRedraw(output), time);
    }
}
