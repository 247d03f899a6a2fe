namespace RayNet.CompilerServices;

/// <summary>One element of a returned tuple, filled when the call completes.</summary>
internal sealed class SplitPart<TTuple, TPart> : ObjectCell<TPart>
{
    private readonly ObjectCell<TTuple> _call;
    private readonly Func<TTuple, TPart> _select;
    private readonly Func<TPart, TPart>? _isolate;

    internal SplitPart(ObjectCell<TTuple> call, Func<TTuple, TPart> select, Func<TPart, TPart>? isolate)
    {
        _call = call;
        _select = select;
        _isolate = isolate;
        Home = new PartHome(call);
        Continuation = new Filler(this);
    }

    internal CellContinuation Continuation { get; }

    protected internal override TPart Isolate(TPart value) => _isolate is null ? value : _isolate(value);

    private void Fill()
    {
        if (_call.Failure is { } failure)
        {
            failure.Observe();
            TryFail(failure.Exception);
        }
        else
        {
            TrySucceed(_select(_call.GetResult()));
        }
    }

    private sealed class Filler(SplitPart<TTuple, TPart> part) : CellContinuation
    {
        internal override void OnCompleted(ObjectCell cell) => part.Fill();
    }
}
