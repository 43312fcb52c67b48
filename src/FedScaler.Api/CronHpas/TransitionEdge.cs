namespace FedScaler.Api.CronHpas;

/// <summary>Which end of a rule.</summary>
public enum TransitionEdge
{
    Start,
    End,
}
