# All the work is in packaging/bootstrap.py, which also serves systems without make. ARGS is passed on:
# make run ARGS=photo.jpg, make test ARGS="-k brush"
.PHONY: run test bench lint

run:
	@python3 packaging/bootstrap.py run $(ARGS)

test:
	@python3 packaging/bootstrap.py test $(ARGS)

bench:
	@python3 packaging/bootstrap.py bench $(ARGS)

lint:
	@python3 packaging/bootstrap.py lint $(ARGS)
