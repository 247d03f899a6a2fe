using Microsoft.CodeAnalysis;
using RayNet.Roslyn.Model;
using RayNet.Roslyn.Parsing;

namespace RayNet.Roslyn;

/// <summary>Reads an [Actor] class.</summary>
internal static class ActorParser
{
    /// <summary>The model, or <see langword="null"/> when the class cannot be an actor. Methods that are wrong are left out.</summary>
    /// <param name="type">The class.</param>
    /// <param name="known">The symbols to look for.</param>
    /// <param name="problems">Takes what is wrong, if anyone listens.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <param name="symbols">Takes the constructors and then the methods of the model, in its order: models hold no symbols, so that they can be compared.</param>
    internal static ActorModel? Parse(INamedTypeSymbol type, KnownSymbols known, List<Problem>? problems, CancellationToken cancellationToken, List<IMethodSymbol>? symbols = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var context = new ParseContext(known, problems, cancellationToken);
        if (type.FindAttribute(known.ActorAttribute) is not { } attribute || !ActorChecks.HasValidForm(type, context))
        {
            return null;
        }

        var options = new OptionsParser(attribute, context);
        string? initializer = options
            .Quantity("NumCpus")
            .Quantity("NumGpus")
            .Bytes("Memory")
            .CustomResources()
            .LabelSelector()
            .Spread()
            .Number("MaxRestarts", static value => value >= -1, "-1 (without limit) or more")
            .Number("MaxTaskRetries", static value => value >= -1, "-1 (without limit) or more")
            .Number("MaxConcurrency", static value => value >= 1, "1 or more")
            .Number("SnapshotEvery", static value => value >= 0, "0 (not by the number of calls) or more")
            .Milliseconds("SnapshotPeriodMilliseconds", "SnapshotPeriod", "0 (never by time) or more")
            .Milliseconds("TerminationTimeoutMilliseconds", "TerminationTimeout", "0 (the default) or more")
            .Number("MaxPendingCalls", static value => value is -1 or >= 1, "-1 (without limit), or 1 or more")
            .Lifetime()
            .Initializer("ActorOptions");
        string identity = Identity.OfType(type, options.CustomId());
        EquatableArray<ConcurrencyGroupModel> groups = ConcurrencyGroups.Parse(type, context);
        EquatableArray<CallModel> constructors = ActorConstructors.Parse(type, identity, context, symbols);
        EquatableArray<ActorMethodModel> methods = ActorMethods.Parse(type, identity, groups, context, symbols);
        string? state = ActorStates.Parse(type, context);
        return context.HasFailed
            ? null
            : new ActorModel(HostParser.Parse(type, known), type.NestedName(), StableHash.Compute(identity), initializer, groups, constructors, methods, state, context.Shapes);
    }
}
