using FedScaler.Terminal;

namespace FedScaler.Status.View;

/// <summary>Chooses how to follow: a table that is drawn anew where a person looks, plain lines elsewhere.</summary>
internal static class StatusViews
{
    public static IStatusView For(TextWriter output, StatusOptions options, TimeProvider time) =>
        Terminals.CanRedraw(output) ? new LiveStatusView(Terminals.On(output, interactive: true), options, time) : new PlainStatusView(output, time);
}
