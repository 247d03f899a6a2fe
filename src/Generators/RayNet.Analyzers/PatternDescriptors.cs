using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using RayNet.Roslyn;
using static RayNet.Analyzers.DiagnosticDescriptors;

namespace RayNet.Analyzers;

/// <summary>Rules about how remote code is used; most are advice about code that works, but hardly as meant.</summary>
internal static class PatternDescriptors
{
    internal static readonly DiagnosticDescriptor WaitInSubmitLoop = new(
        DiagnosticIds.WaitInSubmitLoop,
        "The loop waits for each call that it submits",
        "'{0}' is awaited in the loop that submits it, so the calls run one after the other; collect the references and await Ray.WhenAll after the loop",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.WaitInSubmitLoop + ".md");

    internal static readonly DiagnosticDescriptor FetchedToPassOn = new(
        DiagnosticIds.FetchedToPassOn,
        "The value is fetched only to be passed on",
        "The value of '{0}' is fetched only to be passed on to another remote call; pass the reference, so that the value stays where it is and nobody waits here",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.FetchedToPassOn + ".md");

    internal static readonly DiagnosticDescriptor BlockingWait = new(
        DiagnosticIds.BlockingWait,
        "The code blocks where it could await",
        "'{0}' blocks {1}; {2}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.BlockingWait + ".md");

    internal static readonly DiagnosticDescriptor ActorDeadlock = new(
        DiagnosticIds.ActorDeadlock,
        "The actor waits for itself",
        "'{0}' waits for '{1}', which cannot start before '{0}' has ended: {2}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.ActorDeadlock + ".md",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    internal static readonly DiagnosticDescriptor StaticState = new(
        DiagnosticIds.StaticState,
        "Remote code shares state by a static member",
        "{0} the static '{1}', of which every worker process has its own; {2}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.StaticState + ".md",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    internal static readonly DiagnosticDescriptor ReturnsOwnState = new(
        DiagnosticIds.ReturnsOwnState,
        "The actor returns state that it goes on changing",
        "'{0}' returns '{1}' itself, which '{2}' changes, so the caller may see a later state or half of one; return a copy",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.ReturnsOwnState + ".md");

    internal static readonly DiagnosticDescriptor UnsynchronizedState = new(
        DiagnosticIds.UnsynchronizedState,
        "Calls that run at the same time change state without a lock",
        "'{0}' is changed without a lock, although several calls of '{1}' may run at once; use a lock, Interlocked or a concurrent collection, or give the methods that use it a concurrency group of their own with limit 1",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.UnsynchronizedState + ".md");

    internal static readonly DiagnosticDescriptor LargeArgument = new(
        DiagnosticIds.LargeArgument,
        "The same collection is sent with each call of a loop",
        "'{0}' is the same for every call of '{1}' in the loop, and is copied and sent with each; Ray.Put it before the loop and pass the reference",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.LargeArgument + ".md");

    internal static readonly DiagnosticDescriptor BareActorCall = new(
        DiagnosticIds.BareActorCall,
        "The method of an actor is called without a handle",
        "'{0}' is called on a plain object, not on an actor: nothing of it is remote, and several threads may enter it; create the actor by {1}.CreateRemote and call it by its handle",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.BareActorCall + ".md");

    internal static readonly DiagnosticDescriptor NotGenerated = new(
        DiagnosticIds.NotGenerated,
        "The remote code belongs to a project without RayNet's generator",
        "'{0}' is not there: the project '{1}' has '{2}' marked as remote, but RayNet's generator does not run in it; let it reference the package RayNet.Abstractions with its analyzers",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.NotGenerated + ".md");

    internal static readonly DiagnosticDescriptor NoBundleHolds = new(
        DiagnosticIds.NoBundleHolds,
        "No bundle of the placement group holds the request",
        "{0} is {1}, and no bundle of the group that it may run in has more than {2}; ask for less, or make the bundle larger",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.NoBundleHolds + ".md");

    /// <summary>Certain errors, in the order of their ids.</summary>
    internal static readonly ImmutableArray<DiagnosticDescriptor> Errors =
    [
        BareActorCall,
        NotGenerated,
        NoBundleHolds,
    ];

    internal static readonly DiagnosticDescriptor SubmissionOrder = new(
        DiagnosticIds.SubmissionOrder,
        "Results are taken in the order of submission",
        "The loop takes the results in the order in which the calls were submitted, so a slow one holds up those that are ready; use 'await foreach' over Ray.WhenEach if the order does not matter",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.SubmissionOrder + ".md");

    internal static readonly DiagnosticDescriptor ReturnsPut = new(
        DiagnosticIds.ReturnsPut,
        "The method returns a reference to what it has put",
        "'{0}' puts its result and returns the reference, so the caller has to fetch twice; return the value, which is stored anyway",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.ReturnsPut + ".md");

    internal static readonly DiagnosticDescriptor DiscardedHandle = new(
        DiagnosticIds.DiscardedHandle,
        "The handle of a new actor is dropped",
        "Nobody keeps the handle of the new '{0}', so the actor ends at once; keep the handle, or give the actor a name and ActorLifetime.Detached",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.DiscardedHandle + ".md");

    internal static readonly DiagnosticDescriptor StaticReference = new(
        DiagnosticIds.StaticReference,
        "A static member keeps a reference or handle",
        "The static '{0}' of a class with remote code keeps {1}: it is empty in other workers, and where it is set nothing releases it; pass it as an argument or keep it in an actor",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.StaticReference + ".md");

    internal static readonly DiagnosticDescriptor FormattedReference = new(
        DiagnosticIds.FormattedReference,
        "A reference is written in place of its value",
        "{0} gets the reference '{1}', not the value behind it; {2}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.FormattedReference + ".md");

    internal static readonly DiagnosticDescriptor UnboundedSubmission = new(
        DiagnosticIds.UnboundedSubmission,
        "The loop submits calls without a limit",
        "'{0}' is called in a loop that never waits, so calls pile up faster than they are run until memory ends; submit through Ray.Throttle, which waits while too many are under way",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.UnboundedSubmission + ".md");

    internal static readonly DiagnosticDescriptor StreamReadTwice = new(
        DiagnosticIds.StreamReadTwice,
        "The stream is read twice",
        "The remote stream '{0}' {1}, but it can be read only once; collect its items in a list, or call the method again",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.StreamReadTwice + ".md");

    internal static readonly DiagnosticDescriptor LostMutation = new(
        DiagnosticIds.LostMutation,
        "The change of an argument is lost",
        "'{0}' changes its parameter '{1}', which is a copy of the caller's, and neither uses nor returns the change; return what has changed",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.LostMutation + ".md");

    internal static readonly DiagnosticDescriptor ProcessOrThread = new(
        DiagnosticIds.ProcessOrThread,
        "Remote code starts a process or thread of its own",
        "'{0}' starts {1} that the cluster knows nothing about: it outlives the call, and cancelling the call does not end it; {2}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.ProcessOrThread + ".md");

    internal static readonly DiagnosticDescriptor WaitWithoutLimit = new(
        DiagnosticIds.WaitWithoutLimit,
        "A service waits without a limit",
        "'{0}' in a service has neither timeout nor token, so the service can neither give up nor stop while it waits; pass a CancellationToken or a timeout",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.WaitWithoutLimit + ".md");

    internal static readonly DiagnosticDescriptor MissingToken = new(
        DiagnosticIds.MissingToken,
        "The remote method cannot be cancelled",
        "'{0}' may run for long and sees no cancellation: Ray.Cancel and timeouts have no effect until it ends; take a CancellationToken and pass it on",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.MissingToken + ".md");

    internal static readonly DiagnosticDescriptor ListBuiltInLoop = new(
        DiagnosticIds.ListBuiltInLoop,
        "The method returns a list that it builds while it waits",
        "'{0}' keeps all its results until the last is there; return IAsyncEnumerable<{1}> and yield each, so that the caller can begin with the first",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.ListBuiltInLoop + ".md");

    internal static readonly DiagnosticDescriptor FineGrainedCall = new(
        DiagnosticIds.FineGrainedCall,
        "The call does less than calling costs",
        "'{0}' computes next to nothing, and is called remotely for each element; give each call a part of the elements, as by Chunk, or compute it here",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.FineGrainedCall + ".md");

    internal static readonly DiagnosticDescriptor RetryRepeatsEffect = new(
        DiagnosticIds.RetryRepeatsEffect,
        "A repeated call repeats its effect",
        "'{0}' is repeated after failures, and '{1}' has then happened before; make the effect one that can be repeated, or leave out {2}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.RetryRepeatsEffect + ".md");

    internal static readonly DiagnosticDescriptor RestartLosesState = new(
        DiagnosticIds.RestartLosesState,
        "A restart loses the actor's state",
        "'{0}' is built again after it was lost, but '{1}' starts from nothing then; implement IActorState<TState>, or load the state in the constructor",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.RestartLosesState + ".md");

    internal static readonly DiagnosticDescriptor LiteralNode = new(
        DiagnosticIds.LiteralNode,
        "Work is bound to a node whose id stands in the program",
        "No other cluster has a node of this id, and a node that starts again gets another one; choose the node by a label (LabelSelector), or say soft: true",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.LiteralNode + ".md");

    internal static readonly DiagnosticDescriptor StateHoldsReference = new(
        DiagnosticIds.StateHoldsReference,
        "The state of an actor holds a reference or handle",
        "'{0}' of the state of '{1}' is {2}, which a snapshot cannot keep; save {3}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.StateHoldsReference + ".md");

    /// <summary>In the order of their ids.</summary>
    internal static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        WaitInSubmitLoop,
        FetchedToPassOn,
        BlockingWait,
        ActorDeadlock,
        StaticState,
        ReturnsOwnState,
        UnsynchronizedState,
        LargeArgument,
        SubmissionOrder,
        ReturnsPut,
        DiscardedHandle,
        StaticReference,
        FormattedReference,
        UnboundedSubmission,
        StreamReadTwice,
        LostMutation,
        ProcessOrThread,
        WaitWithoutLimit,
        MissingToken,
        ListBuiltInLoop,
        FineGrainedCall,
        RetryRepeatsEffect,
        RestartLosesState,
        LiteralNode,
        StateHoldsReference,
    ];
}
